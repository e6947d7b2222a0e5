/** The exercises of each notebook, named by its subject. */
export * as activationFunctions from './activationFunctions.js'
export * as batchNormalization from './batchNormalization.js'
export * as computationalGraphs from './computationalGraphs.js'
export * as initialWeights from './initialWeights.js'
export * as ledger from './ledger.js'
export * as optimizers from './optimizers.js'
export * as trainingMnist from './trainingMnist.js'
export * as typescriptForTheNotes from './typescriptForTheNotes.js'
