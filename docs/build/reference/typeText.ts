/** Types of TypeDoc's model, written as TypeScript. */
import type { JSONOutput } from 'typedoc'

type Type = JSONOutput.SomeType
type Signature = JSONOutput.SignatureReflection

/** The longest declaration that stands on one line. */
const width = 88

export function typeText(type: Type | undefined): string {
  if (type === undefined) return 'unknown'
  switch (type.type) {
    case 'intrinsic':
      return type.name
    case 'literal':
      return typeof type.value === 'string' ? `'${type.value}'` : JSON.stringify(type.value)
    case 'reference':
      return type.name + list(type.typeArguments)
    case 'array':
      return `${inBrackets(type.elementType)}[]`
    case 'union':
      return type.types.map((one) => inBrackets(one, ['union'])).join(' | ')
    case 'intersection':
      return type.types.map((one) => inBrackets(one)).join(' & ')
    case 'typeOperator':
      return `${type.operator} ${typeText(type.target)}`
    case 'tuple':
      return `[${(type.elements ?? []).map(typeText).join(', ')}]`
    case 'namedTupleMember':
      return `${type.name}${type.isOptional ? '?' : ''}: ${typeText(type.element)}`
    case 'optional':
      return `${inBrackets(type.elementType)}?`
    case 'rest':
      return `...${inBrackets(type.elementType)}`
    case 'indexedAccess':
      return `${inBrackets(type.objectType)}[${typeText(type.indexType)}]`
    case 'conditional': {
      const { checkType, extendsType, trueType, falseType } = type
      const [yes, no] = [trueType, falseType].map(typeText)
      return `${typeText(checkType)} extends ${typeText(extendsType)} ? ${yes} : ${no}`
    }
    case 'mapped': {
      const [keys, values] = [type.parameterType, type.templateType].map(typeText)
      return `{ [${type.parameter} in ${keys}]: ${values} }`
    }
    case 'query':
      return `typeof ${typeText(type.queryType)}`
    case 'inferred':
      return `infer ${type.name}`
    case 'predicate':
      return `${type.name} is ${typeText(type.targetType)}`
    case 'templateLiteral': {
      const tail = type.tail.map(([one, text]) => `\${${typeText(one)}}${text}`)
      return `\`${type.head}${tail.join('')}\``
    }
    case 'reflection':
      return inlineText(type.declaration)
    case 'unknown':
      return type.name
  }
}

/** A type written where it is used: a function, or an object. */
function inlineText({
  signatures = [],
  children = [],
  indexSignatures = [],
}: JSONOutput.DeclarationReflection): string {
  if (children.length === 0 && indexSignatures.length === 0 && signatures.length === 1)
    return callText(signatures[0], ' => ')
  const parts = [
    ...signatures.map((one) => callText(one, ': ')),
    ...indexSignatures.map(
      (one) => `[${(one.parameters ?? []).map(parameterText)}]: ${typeText(one.type)}`,
    ),
    ...children.map(memberText),
  ]
  return `{ ${parts.join('; ')} }`
}

function memberText(member: JSONOutput.DeclarationReflection): string {
  const { name, flags, type, signatures } = member
  if (signatures) return signatures.map((one) => name + callText(one, ': ')).join('; ')
  const readonly = flags.isReadonly ? 'readonly ' : ''
  return `${readonly}${name}${flags.isOptional ? '?' : ''}: ${typeText(type)}`
}

/** Types that bind more loosely than what stands around them. */
const loose = ['union', 'intersection', 'conditional', 'typeOperator', 'inferred', 'query']

function inBrackets(type: Type, except: readonly string[] = []): string {
  const isFunction = type.type === 'reflection' && type.declaration.signatures?.length === 1
  const isLoose = loose.includes(type.type) && !except.includes(type.type)
  return isFunction || isLoose ? `(${typeText(type)})` : typeText(type)
}

function list(types: readonly Type[] | undefined): string {
  return types && types.length > 0 ? `<${types.map(typeText).join(', ')}>` : ''
}

/** Parameters and result: `<T>(x: T): T`; one line for each parameter where they are many. */
export function callText(signature: Signature, arrow: ': ' | ' => ', before = ''): string {
  const parameters = (signature.parameters ?? []).map(parameterText)
  const types = typeParameters(signature.typeParameters)
  const result = typeText(signature.type)
  const line = `${types}(${parameters.join(', ')})${arrow}${result}`
  if (before.length + line.length <= width || arrow === ' => ') return before + line
  return `${before}${types}(${parameters.map((one) => `\n  ${one},`).join('')}\n)${arrow}${result}`
}

function parameterText({
  name,
  flags,
  type,
  defaultValue,
}: JSONOutput.ParameterReflection): string {
  // TypeDoc has no name for a parameter that is taken apart on the spot.
  const shown = name.startsWith('__namedParameters') ? 'options' : name
  const rest = flags.isRest ? '...' : ''
  const optional = flags.isOptional || defaultValue !== undefined ? '?' : ''
  return `${rest}${shown}${optional}: ${typeText(type)}`
}

export function typeParameters(
  parameters: readonly JSONOutput.TypeParameterReflection[] = [],
): string {
  if (parameters.length === 0) return ''
  const texts = parameters.map(({ name, type, default: usual }) => {
    const bound = type ? ` extends ${typeText(type)}` : ''
    return `${name}${bound}${usual ? ` = ${typeText(usual)}` : ''}`
  })
  return `<${texts.join(', ')}>`
}
