import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createKindEngine } from '../../src/clusters/kind/kind-engine.ts'
import { createProcessRunner } from '../../src/clusters/process/node-process-runner.ts'
import { systemClock } from '../../src/app/system-clock.ts'
import type { ClusterEngine } from '../../src/core/labs/cluster-port.ts'

/** The kind engine with stand-ins for kind and docker on PATH: what each lack is told as. */
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kind-environment-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const version = 'case $1 in version) echo "kind v0.33.0 go1.25 linux/amd64"; exit ;; esac\n'
const info = (memory = 16e9): string =>
  `echo '${JSON.stringify({ MemTotal: memory, DockerRootDir: '/', CgroupVersion: '2' })}'\n`
/** Does as docker does where no container is. */
const docker = (memory?: number): string => `case $1 in info) ${info(memory)} ;; esac\n`
const creationFails = (said: string): string =>
  `${version}echo "$@" >> "$CALLS"\n[ "$1" = create ] || exit 0\ncat > /dev/null\ncat >&2 <<'END'\n${said}\nEND\nexit 1\n`

function engine(programs: Record<string, string>, freeBytes = 100e9): ClusterEngine {
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}`)
    chmodSync(join(bin, name), 0o755)
  }
  const tools = {
    PATH: `${bin}:/usr/bin:/bin`,
    CALLS: join(folder, 'calls'),
    STATE: join(folder, 'state'),
    HOME: folder,
  }
  const environment = { ...tools, PATH: bin }
  return createKindEngine({
    dataDir: join(folder, 'data'),
    environment,
    // The stand-ins find sh and cat; what is looked for is found among the stand-ins only.
    runProcess: createProcessRunner(tools),
    clock: systemClock,
    settings: () => ({ kindNodeImage: null }),
    freeBytes: () => freeBytes,
  })
}

const opened = (made: ClusterEngine): Promise<unknown> =>
  made.open(() => undefined, new AbortController().signal)

const ensuring = ' • Ensuring node image (kindest/node:v1.35.0) 🖼  ...'
const lacks: readonly [string, Record<string, string>, string, RegExp, number?][] = [
  ['no kind', { docker: docker() }, 'kind.not-installed', /kind is not on PATH/],
  ['no container engine', { kind: version }, 'kind.no-container-engine', /Neither docker nor podman/],
  [
    'a dead docker',
    { kind: version, docker: 'echo "Cannot connect to the Docker daemon at unix:///x" >&2; exit 1\n' },
    'kind.docker-not-running',
    /not running/,
  ],
  [
    'a docker of somebody else',
    { kind: version, docker: 'echo "permission denied while trying to connect" >&2; exit 1\n' },
    'kind.docker-permission-denied',
    /permission denied/,
  ],
  ['an old kind', { kind: 'echo kind v0.20.0\n', docker: docker() }, 'kind.too-old', /v0\.20\.0 is too old/],
  ['a broken kind', { kind: 'exit 3\n', docker: docker() }, 'kind.not-working', /ended with 3/],
  ['too little memory', { kind: version, docker: docker(1e9) }, 'kind.memory-too-small', /0\.9 GiB/],
  ['too small a disk', { kind: version, docker: docker() }, 'kind.disk-too-small', /0\.9 GiB are free/, 1e9],
  [
    'an image that can not be pulled',
    {
      kind: creationFails(
        `${ensuring}\nERROR: failed to create cluster: failed to pull image "kindest/node"`,
      ),
      docker: docker(),
    },
    'kind.image-not-pulled',
    /kindest\/node:v1\.35\.0 is not here/,
  ],
  [
    'a port in use',
    {
      kind: creationFails('ERROR: failed to create cluster: bind: address already in use'),
      docker: docker(),
    },
    'kind.port-in-use',
    /in use/,
  ],
  [
    'a disk that becomes full',
    { kind: creationFails('ERROR: write /var: no space left on device'), docker: docker() },
    'kind.disk-full',
    /became full/,
  ],
  [
    'a failure that nobody knows',
    { kind: creationFails('ERROR: failed to create cluster: odd'), docker: docker() },
    'kind.create-failed',
    /odd/,
  ],
]

test.each(lacks)('%s is one sentence with a remedy, exit 3', async (_, programs, code, says, free) => {
  const failure: unknown = await opened(engine(programs, free)).catch((error: unknown) => error)
  expect(failure).toMatchObject({ code, exit: 3, message: expect.stringMatching(says) as unknown })
  expect(failure).toMatchObject({ remedy: expect.stringMatching(/^[A-Z].*\.$/) as unknown })
  const files = ['cluster.json', 'creating.json', 'kubeconfig'].map((name) =>
    join(folder, 'data', 'clusters', 'kind', name),
  )
  expect(files.filter(existsSync)).toEqual([])
})

test('kind is never given the kubeconfig of the user', async () => {
  const kind = creationFails('ERROR: no').replace('echo "$@"', 'echo "$KUBECONFIG $@"')
  await expect(opened(engine({ kind, docker: docker() }))).rejects.toThrow()
  const calls = readFileSync(join(folder, 'calls'), 'utf8')
  const own = join(folder, 'data', 'clusters', 'kind', 'kubeconfig')
  expect(calls).toContain(`${own} create cluster --name kubedrill-`)
  expect(calls).toContain(`--kubeconfig ${own}`)
})

test('what a creation left that was cut off is removed when the next process starts', async () => {
  const kind = `${version}echo "$@" >> "$CALLS"\ncase $1 in delete) rm "$STATE/node" ;; esac\n`
  const docker = `case "$*" in info*) ${info().trim()} ;; ps*) cd "$STATE"; ls | sed 's/$/ running/' ;; esac\n`
  const state = join(folder, 'state')
  const own = join(folder, 'data', 'clusters', 'kind')
  for (const path of [state, own]) mkdirSync(path, { recursive: true })
  const made = engine({ kind, docker })
  writeFileSync(join(own, 'id'), 'x')
  writeFileSync(join(state, 'node'), '')
  await made.tidy()
  expect(readdirSync(state)).toEqual(['node'])

  writeFileSync(join(own, 'creating.json'), JSON.stringify({ name: 'kubedrill-x', pid: null, stamp: null }))
  await made.tidy()
  expect(readdirSync(state)).toEqual([])
  expect(readdirSync(own)).toEqual(['id'])
})

test('cluster down leaves no file, no container and no network that was made for it', async () => {
  // Stand-ins that keep what there is in files.
  const kind = `${version}case $1 in
    create) cat > /dev/null; touch "$STATE/kubedrill-x-control-plane" "$STATE/net"; echo 'ERROR: late' >&2; exit 1 ;;
    delete) rm -f "$STATE/kubedrill-x-control-plane" ;;
  esac\n`
  const docker = `case "$*" in
    info*) ${info().trim()} ;;
    *network=kind*) cd "$STATE"; ls | sed "/^net$/d" ;;
    ps*) cd "$STATE"; ls | sed -n 's/^kubedrill.*/& running/p' ;;
    'network inspect kind') [ -e "$STATE/net" ] ;;
    'network rm kind') rm "$STATE/net" ;;
  esac\n`
  const state = join(folder, 'state')
  mkdirSync(state)
  const made = engine({ kind, docker })
  await expect(opened(made)).rejects.toMatchObject({ code: 'kind.create-failed' })
  expect(readdirSync(state)).toEqual([])

  // The network of somebody else's cluster stays.
  writeFileSync(join(state, 'net'), '')
  writeFileSync(join(state, 'stranger-control-plane'), '')
  await expect(opened(made)).rejects.toMatchObject({ code: 'kind.create-failed' })
  expect(readdirSync(state)).toEqual(['net', 'stranger-control-plane'])

  const own = join(folder, 'data', 'clusters', 'kind')
  mkdirSync(join(own, 'kube-cache', 'discovery'), { recursive: true })
  await made.destroy(() => undefined)
  expect(readdirSync(own)).toEqual([])
})
