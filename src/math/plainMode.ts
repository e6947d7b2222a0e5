/** Whether the speed is left out (plain.ts): NOTEGRAD_PLAIN=1. */
export const isPlain = typeof process !== 'undefined' && process.env?.NOTEGRAD_PLAIN === '1'
