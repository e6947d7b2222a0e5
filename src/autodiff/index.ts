export {
  type GradientCheck,
  type GradientCheckReport,
  gradientCheck,
  numericalDiff,
  numericalGradient,
} from './check.js'
export { checkpoint, stopGradient } from './checkpoint.js'
export { complexStep } from './complexStep.js'
export { findNaN, type NaNReport, type ValueRange } from './findNaN.js'
export { grad, valueAndGrad, vjp } from './grad.js'
export { collapsed, type Graph, type GraphEdge, type GraphNode, graph } from './graph.js'
export { hessian, hvp, type JacobianBy, jacobian, jvp } from './jacobian.js'
export { named } from './named.js'
export { type Declaration, op, operations } from './op.js'
export { type StepSizeCurve, stepSizeCurve } from './stepSizeCurve.js'
export type { Gradient } from './tree.js'
export { Variable } from './Variable.js'
export { type Testimony, type Witnesses, witnesses } from './witnesses.js'
