/** The live picture of the home page: a neuron whose weight and bias the reader moves. */
import type { Chart } from '../../src/charts/chart.js'
import { formulaChart } from '../../src/charts/formulaChart.js'
import type { Words } from '../words/index.js'

export function neuron(say: Words): Chart {
  return formulaChart({
    title: `${say.neuron}${say.colon}y = h(w x + b)`,
    description: say.neuronDescription,
    formulas: [
      { name: say.isSigmoid, formula: 'sigmoid(w * x + b)' },
      { name: say.isStep, formula: 'step(w * x + b)', dash: true },
    ],
    parameters: [
      { name: 'w', label: say.weight, value: 1.5, from: -8, to: 8, step: 0.1 },
      { name: 'b', label: say.bias, value: -1, from: -8, to: 8, step: 0.1 },
    ],
    domain: [-5, 5],
    yDomain: [-0.1, 1.1],
    xTitle: say.input,
    yTitle: say.output,
    width: 380,
    height: 230,
  })
}
