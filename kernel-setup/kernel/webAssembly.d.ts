// biome-ignore-all lint: the types are those of lib.dom.d.ts
/**
 * WebAssembly, which Node has and Node's types leave out. Written as TypeScript's `lib.dom.d.ts`
 * has it, so that both fit together where a package brings that library in.
 */
declare namespace WebAssembly {
  interface CompileError extends Error {}
  var CompileError: {
    prototype: CompileError
    new (m?: string): CompileError
    (m?: string): CompileError
  }
  interface LinkError extends Error {}
  var LinkError: { prototype: LinkError; new (m?: string): LinkError; (m?: string): LinkError }
  interface RuntimeError extends Error {}
  var RuntimeError: {
    prototype: RuntimeError
    new (m?: string): RuntimeError
    (m?: string): RuntimeError
  }

  interface Module {}
  var Module: {
    prototype: Module
    new (bytes: ArrayBufferView | ArrayBuffer): Module
    customSections(moduleObject: Module, sectionName: string): ArrayBuffer[]
    exports(moduleObject: Module): ModuleExportDescriptor[]
    imports(moduleObject: Module): ModuleImportDescriptor[]
  }
  interface ModuleExportDescriptor {
    kind: ImportExportKind
    name: string
  }
  interface ModuleImportDescriptor {
    kind: ImportExportKind
    module: string
    name: string
  }
  type ImportExportKind = 'function' | 'global' | 'memory' | 'table'

  interface Instance {
    readonly exports: Exports
  }
  var Instance: { prototype: Instance; new (module: Module, importObject?: Imports): Instance }
  type ExportValue = Function | Global | Memory | Table
  type Exports = Record<string, ExportValue>
  type ImportValue = ExportValue | number
  type ModuleImports = Record<string, ImportValue>
  type Imports = Record<string, ModuleImports>

  interface Memory {
    readonly buffer: ArrayBuffer
    grow(delta: number): number
  }
  var Memory: { prototype: Memory; new (descriptor: MemoryDescriptor): Memory }
  interface MemoryDescriptor {
    initial: number
    maximum?: number
    shared?: boolean
  }

  interface Table {
    readonly length: number
    get(index: number): any
    grow(delta: number, value?: any): number
    set(index: number, value?: any): void
  }
  var Table: { prototype: Table; new (descriptor: TableDescriptor, value?: any): Table }
  interface TableDescriptor {
    element: TableKind
    initial: number
    maximum?: number
  }
  type TableKind = 'anyfunc' | 'externref'

  interface Global<T extends ValueType = ValueType> {
    value: ValueTypeMap[T]
    valueOf(): ValueTypeMap[T]
  }
  var Global: {
    prototype: Global
    new <T extends ValueType = ValueType>(
      descriptor: GlobalDescriptor<T>,
      v?: ValueTypeMap[T],
    ): Global<T>
  }
  interface GlobalDescriptor<T extends ValueType = ValueType> {
    mutable?: boolean
    value: T
  }
  interface ValueTypeMap {
    anyfunc: Function
    externref: any
    f32: number
    f64: number
    i32: number
    i64: bigint
    v128: never
  }
  type ValueType = keyof ValueTypeMap

  interface WebAssemblyInstantiatedSource {
    instance: Instance
    module: Module
  }
  function compile(bytes: ArrayBufferView | ArrayBuffer): Promise<Module>
  function compileStreaming(source: Response | PromiseLike<Response>): Promise<Module>
  function instantiate(
    bytes: ArrayBufferView | ArrayBuffer,
    importObject?: Imports,
  ): Promise<WebAssemblyInstantiatedSource>
  function instantiate(moduleObject: Module, importObject?: Imports): Promise<Instance>
  function instantiateStreaming(
    source: Response | PromiseLike<Response>,
    importObject?: Imports,
  ): Promise<WebAssemblyInstantiatedSource>
  function validate(bytes: ArrayBufferView | ArrayBuffer): boolean
}
