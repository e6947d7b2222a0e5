/** The exercises of each notebook, named by its subject. */
export * as activationFunctions from './activationFunctions.js'
