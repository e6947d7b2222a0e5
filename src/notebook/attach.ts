/**
 * Teaches values of the lower floors to show themselves: what a cell ends with is shown through
 * their `Jupyter.display` method, by our kernel and by Deno's.
 */
import { Variable } from '../autodiff/Variable.js'
import { type Chart, chartPrototype } from '../charts/chart.js'
import { Verdict } from '../exercises/Verdict.js'
import { tensor } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { chartBundle, JUPYTER_DISPLAY } from './bundle.js'
import type { MimeBundle } from './front.js'
import { matrixBundle } from './matrixTable.js'
import { variableBundle } from './variableBundle.js'

export function attachDisplays(): void {
  teach<Chart>(chartPrototype, chartBundle)
  teach<Matrix>(Object.getPrototypeOf(tensor([0], [1])), (matrix) => matrixBundle(matrix))
  teach<Variable>(Variable.prototype, variableBundle)
  teach<Verdict>(Verdict.prototype, (verdict) => ({ 'text/plain': String(verdict) }))
}

function teach<T>(prototype: object, bundle: (value: T) => MimeBundle | Promise<MimeBundle>): void {
  Object.defineProperty(prototype, JUPYTER_DISPLAY, {
    value(this: T) {
      return bundle(this)
    },
    configurable: true,
    enumerable: false,
    writable: true,
  })
}
