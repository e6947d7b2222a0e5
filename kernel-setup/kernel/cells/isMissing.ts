/** Whether a package was looked for in vain; it may be there and lack something itself. */
export function isMissing(error: unknown, specifier: string): boolean {
  const { code, message } = (error ?? {}) as NodeJS.ErrnoException
  const [first, second] = specifier.split('/')
  const name = first.startsWith('@') ? `${first}/${second}` : first
  return code === 'ERR_MODULE_NOT_FOUND' && message.includes(`'${name}'`)
}
