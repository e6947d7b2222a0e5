/**
 * The exercises of each notebook, named by its subject. `check` of an exercise says whether an
 * answer is right, and if not, why.
 */
export * as activationFunctions from './activationFunctions.js'
export * as batchNormalization from './batchNormalization.js'
export * as computationalGraphs from './computationalGraphs.js'
export * as convolution from './convolution.js'
export * as gradientCheck from './gradientCheck.js'
export * as gradientDescent from './gradientDescent.js'
export * as initialWeights from './initialWeights.js'
export * as layers from './layers.js'
export * as ledger from './ledger.js'
export * as lossFunctions from './lossFunctions.js'
export * as numericalDifferentiation from './numericalDifferentiation.js'
export * as optimizers from './optimizers.js'
export * as outputAndInference from './outputAndInference.js'
export * as perceptron from './perceptron.js'
export * as regularization from './regularization.js'
export * as startHere from './startHere.js'
export * as trainingMnist from './trainingMnist.js'
export * as typescriptForTheNotes from './typescriptForTheNotes.js'
