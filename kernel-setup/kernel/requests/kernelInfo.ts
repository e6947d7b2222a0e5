import { type Content, protocolVersion } from '../protocol/message.js'

/** Source: Jupyter client documentation, "Kernel info". */
export function kernelInfo(version: string, typeScriptVersion: string): Content {
  return {
    status: 'ok',
    protocol_version: protocolVersion,
    implementation: 'notegrad',
    implementation_version: version,
    language_info: {
      name: 'typescript',
      version: typeScriptVersion,
      mimetype: 'text/typescript',
      file_extension: '.ts',
      pygments_lexer: 'typescript',
      // JupyterLab highlights JavaScript unless the mode is this word
      codemirror_mode: 'typescript',
    },
    banner: `TypeScript ${typeScriptVersion}, notegrad ${version}, Node ${process.version}`,
    help_links: [{ text: 'TypeScript', url: 'https://www.typescriptlang.org/docs/' }],
    debugger: false,
  }
}
