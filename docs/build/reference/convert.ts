/**
 * Reads the library with TypeDoc and prints the reference's model as JSON. A program of its own:
 * it takes seconds, in which pages can be made beside it.
 */
import { readFileSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { Application, type JSONOutput, ReflectionKind } from 'typedoc'
import type { Exported, Floor, Kind, Member, Reference } from './model.js'
import { callText, typeParameters, typeText } from './typeText.js'

type Declaration = JSONOutput.DeclarationReflection

const [root, source] = process.argv.slice(2).map((path) => resolve(path))
async function convert(): Promise<Reference> {
  const application = await Application.bootstrap({
    entryPoints: [`${source}/*/index.ts`],
    tsconfig: `${root}/tsconfig.json`,
    compilerOptions: { types: ['node'] },
    skipErrorChecking: true,
    excludeInternal: true,
    excludePrivate: true,
    excludeProtected: true,
    disableGit: true,
    sourceLinkTemplate: '{path}',
    readme: 'none',
    logLevel: 'Error',
  })
  const project = await application.convert()
  if (!project) throw new Error('TypeDoc could not read the library; npm run check tells more')
  const place = root as never // a plain path
  const { children = [] } = application.serializer.projectToObject(project, place)
  // Without references to others, every child of the project is a module.
  return { floors: (children as Declaration[]).map(floorOf) }
}

function floorOf({ name, children = [] }: Declaration): Floor {
  return { name, exports: (children as Declaration[]).flatMap(exportedOf) }
}

const kindOf: Partial<Record<number, Kind>> = {
  [ReflectionKind.Function]: 'function',
  [ReflectionKind.Class]: 'class',
  [ReflectionKind.Variable]: 'value',
  [ReflectionKind.Interface]: 'interface',
  [ReflectionKind.TypeAlias]: 'type',
  [ReflectionKind.Namespace]: 'group',
}

function exportedOf(declaration: Declaration): Exported[] {
  const kind = kindOf[declaration.kind]
  if (kind === undefined) return [] // the same thing under a second name
  const { name, sources = [], children = [] } = declaration
  const [{ fileName, line }] = sources
  const own = (children as Declaration[])
    .filter(({ inheritedFrom, kind }) => !inheritedFrom && kind !== ReflectionKind.Reference)
    .filter(isOfLibrary)
  const isPlain = kind === 'value' && declaration.type?.type !== 'reflection'
  return [
    {
      name,
      kind,
      ...(kind === 'group' ? headOf(fileName) : described(declaration)),
      signatures: signaturesOf(declaration, kind),
      file: relative(root, resolve(root, fileName)).split(sep).join('/'),
      line,
      members: isPlain ? [] : own.map(memberOf),
      inherited: (children as Declaration[])
        .filter((one) => one.inheritedFrom)
        .map((one) => one.name),
    },
  ]
}

/** Tests that declare an operation add it to the library's types. */
function isOfLibrary({ sources = [] }: Declaration): boolean {
  return (
    sources.length === 0 ||
    sources.some((one) => resolve(root, one.fileName).startsWith(source + sep))
  )
}

function signaturesOf(declaration: Declaration, kind: Kind): string[] {
  const { name, signatures = [], type, extendedTypes = [] } = declaration
  const types = typeParameters(declaration.typeParameters)
  const bases = extendedTypes.map(typeText).join(', ')
  const head = `${name}${types}${bases && ` extends ${bases}`}`
  if (kind === 'function') return signatures.map((one) => callText(one, ': ', `function ${name}`))
  if (kind === 'value') return [`const ${name}: ${typeText(type)}`]
  if (kind === 'type') return [`type ${name}${types} = ${typeText(type)}`]
  return kind === 'group' ? [] : [`${kind} ${head}`]
}

function memberOf(member: Declaration): Member {
  const { name, kind, flags, type, signatures, getSignature } = member
  const isConstructor = kind === ReflectionKind.Constructor
  const shown = isConstructor ? 'new' : name
  if (signatures && !isInline(member)) {
    const texts = signatures.map((one) =>
      callText(
        one,
        ': ',
        isConstructor ? `new ${one.name}` : `${flags.isStatic ? 'static ' : ''}${name}`,
      ),
    )
    return { name: shown, kind: 'method', ...described(member), signatures: texts }
  }
  const inGroup = kindOf[kind]
  if (inGroup === 'interface' || inGroup === 'type')
    return {
      name,
      kind: 'property',
      ...described(member),
      signatures: signaturesOf(member, inGroup),
    }
  const readonly = flags.isReadonly || (getSignature && !member.setSignature) ? 'readonly ' : ''
  const optional = flags.isOptional ? '?' : ''
  const text = `${readonly}${name}${optional}: ${typeText(type ?? getSignature?.type)}`
  return { name: shown, kind: 'property', ...described(member), signatures: [text] }
}

const isInline = ({ kind }: Declaration) => kind === ReflectionKind.Property

/** What a file says of itself, in a comment at its beginning. */
function headOf(file: string): { text: string; throws: string[] } {
  const head = /^\/\*\*\s([\s\S]*?)\*\//.exec(readFileSync(resolve(root, file), 'utf8'))?.[1] ?? ''
  return { text: head.replaceAll(/^ *\* ?/gm, '').trim(), throws: [] }
}

/** The docstring of a declaration, or of its first signature that has one. */
function described(declaration: Declaration): { text: string; throws: string[] } {
  const { signatures = [], getSignature, comment } = declaration
  const comments = [comment, ...signatures.map((one) => one.comment), getSignature?.comment]
  const found = comments.find((one) => one !== undefined)
  const tags = found?.blockTags ?? []
  const returns = tags
    .filter(({ tag }) => tag === '@returns')
    .map(({ content }) => markdown(content))
  return {
    text: [markdown(found?.summary ?? []), ...returns.map((text) => `Returns ${text}`)]
      .join('\n\n')
      .trim(),
    throws: tags.filter(({ tag }) => tag === '@throws').map(({ content }) => markdown(content)),
  }
}

function markdown(parts: readonly JSONOutput.CommentDisplayPart[]): string {
  return parts
    .map(({ text }) => text)
    .join('')
    .trim()
}

process.chdir(root)
process.stdout.write(JSON.stringify(await convert()))
