/** docs/images/autodiff-graph.svg: the graph in docs/autodiff.md, as the library draws it. */
import { graph } from '../../src/autodiff/graph.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { graphChart } from '../../src/charts/graphChart.js'
import { chartSvg } from '../../src/notebook/svg.js'

export async function autodiffPicture(): Promise<string> {
  const apples = new Variable(100, 'apple').multiply(new Variable(2, 'apples'))
  const oranges = new Variable(150, 'orange').multiply(new Variable(3, 'oranges'))
  const total = apples.add(oranges).multiply(new Variable(1.1, 'tax'))
  return `${await chartSvg(graphChart(graph(total)))}\n`
}
