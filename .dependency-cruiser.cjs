// The floors of src (docs/architecture.md): imports point down,
// and each outside library has one door.
const floors = {
  math: ['math'],
  autodiff: ['math', 'autodiff'],
  data: ['math', 'data'],
  nn: ['math', 'autodiff', 'nn'],
  charts: ['math', 'autodiff', 'charts'],
  train: ['math', 'autodiff', 'nn', 'data', 'train'],
  exercises: ['math', 'autodiff', 'data', 'nn', 'train', 'exercises'],
  notebook: ['math', 'autodiff', 'data', 'nn', 'charts', 'train', 'exercises', 'notebook'],
}

const floorRules = Object.entries(floors).map(([floor, allowed]) => ({
  name: `${floor}-imports-down`,
  comment: `src/${floor} may import ${allowed.map((name) => `src/${name}`).join(', ')} only`,
  severity: 'error',
  from: { path: `^src/${floor}/` },
  to: { path: '^(src|kernel-setup|docs|test)/', pathNot: `^src/(${allowed.join('|')})/` },
}))

const doors = [
  { library: 'mathjs', door: '^(src/math/instance\\.ts|test/)' },
  { library: 'koffi', door: '^(src/math/kernels/blas|test)/' },
  { library: 'vega|vega-lite|vega-embed', door: '^(src/notebook|docs|test)/' },
  { library: '@zip\\.js/zip\\.js', door: '^(src/data/files|test)/' },
  { library: 'tslab', door: '^(kernel-setup/kernel|test)/' },
]

const doorRules = doors.map(({ library, door }) => ({
  name: `one-door-for-${library.split('|')[0]}`,
  severity: 'error',
  from: { path: '^(src|kernel-setup|docs)/', pathNot: door },
  to: { path: `(^|/)node_modules/(${library})/`, dependencyTypesNot: ['type-only'] },
}))

module.exports = {
  forbidden: [
    ...floorRules,
    ...doorRules,
    {
      name: 'kernels-stay-inside-math',
      comment: 'memory, WebAssembly and native libraries are src/math/kernels alone',
      severity: 'error',
      from: { path: '^(src|docs)/', pathNot: '^src/math/' },
      to: { path: '^src/math/kernels/' },
    },
    {
      name: 'nobody-imports-test',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-static-node-modules-in-src',
      comment: 'the library also runs in browsers: load node: modules inside functions',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['core'], dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    tsPreCompilationDeps: 'specify',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|assembly)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
