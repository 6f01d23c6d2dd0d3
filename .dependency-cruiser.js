/** Which layer may import which: see docs/decisions and DESIGN. Everything not allowed is an error. */
const layers = {
  contract: [],
  core: ['contract'],
  simulator: [],
  storage: ['contract', 'core'],
  clusters: ['contract', 'core', 'simulator'],
  app: ['contract', 'core', 'storage', 'clusters', 'simulator'],
  server: ['contract', 'app'],
  cli: ['contract', 'app', 'server'],
  main: ['contract', 'app'],
  preload: ['contract'],
  renderer: ['contract'],
}

const layerRules = Object.entries(layers).map(([layer, allowed]) => ({
  name: `${layer}-imports-downwards`,
  comment: `src/${layer} may import ${[layer, ...allowed].join(', ')} and packages, nothing else of src/.`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: { path: '^src/', pathNot: `^src/(?:${[layer, ...allowed].join('|')})/` },
}))

export default {
  forbidden: [
    ...layerRules,
    {
      name: 'core-is-pure',
      comment: 'The domain reaches no process, file, network, database or DOM: those are ports.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-has-no-drivers',
      severity: 'error',
      from: { path: '^src/(?:core|contract)/', pathNot: '\\.test\\.ts$' },
      to: { path: 'node_modules/(?:better-sqlite3|electron|ws|hono|@hono|@kubernetes|@lydell|svelte)' },
    },
    {
      name: 'only-fsrs-file-imports-ts-fsrs',
      severity: 'error',
      from: { pathNot: ['^src/core/study/fsrs\\.ts$', '\\.test\\.ts$', '^test/'] },
      to: { path: 'node_modules/ts-fsrs' },
    },
    {
      name: 'only-storage-opens-databases',
      severity: 'error',
      from: { pathNot: ['^src/storage/', '\\.test\\.ts$', '^test/', '^build/'] },
      to: { path: 'node_modules/better-sqlite3' },
    },
    {
      name: 'only-main-and-preload-know-electron',
      severity: 'error',
      from: { pathNot: ['^src/(?:main|preload)/', '^build/', '^test/', '^electron\\.vite\\.config\\.ts$'] },
      to: { path: 'node_modules/electron(?:/|$)' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-tests-in-production',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { path: '(?:\\.test\\.ts$|^test/)' },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:out|dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.svelte', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'node', 'default'],
    },
  },
}
