import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { lasting, sampleBlocks, sessionOf, withSessions } from './sample-blocks.ts'

/**
 * Captures the sample output of the topics' pages: `node build/capture-samples.ts KUBECONFIG [--check] [TOPIC...]`. For each
 * build/samples/TOPIC.yaml its objects are made on that cluster, the commands of the page's blocks marked `console capture` are
 * run, the blocks that came out otherwise are rewritten (with --check only named, exit 1), and its namespaces are removed. A
 * namespace that is there already is left alone, and so is the topic that needs it. Needs kubectl and bash.
 */
const root = resolve(import.meta.dirname, '..')
const samples = join(root, 'build', 'samples')
const readyTimeout = '--timeout=600s'
const objectSchema = z.object({
  kind: z.string(),
  metadata: z.object({ name: z.string(), namespace: z.string().optional() }),
})

const { values, positionals } = parseArgs({
  options: { check: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const [kubeconfig, ...wanted] = positionals
if (kubeconfig === undefined || !existsSync(kubeconfig)) {
  throw new Error('usage: node build/capture-samples.ts KUBECONFIG [--check] [TOPIC...]')
}
const environment = { ...process.env, KUBECONFIG: resolve(kubeconfig) }

const topics = readdirSync(samples)
  .map((name) => basename(name, '.yaml'))
  .filter((topic) => wanted.length === 0 || wanted.includes(topic))
for (const topic of topics) {
  if (!capture(topic) && values.check) process.exitCode = 1
}

/** True when the page's blocks are what the cluster says. */
function capture(topic: string): boolean {
  const file = join(samples, `${topic}.yaml`)
  const path = join(root, 'content', 'topics', topic, 'page.md')
  const page = readFileSync(path, 'utf8')
  const namespaces = objectsOf(file).flatMap(({ kind, metadata }) =>
    kind === 'Namespace' ? [metadata.name] : [],
  )
  for (const name of namespaces) {
    if (kubectl('get', 'namespace', name, '--ignore-not-found', '-o', 'name') !== '') {
      throw new Error(`namespace ${name} is there already; use a cluster without it`)
    }
  }
  try {
    kubectl('apply', '-f', file)
    awaitReady(file)
    const sessions = sampleBlocks(page).map(({ commands }) =>
      sessionOf(commands.map((command) => ({ command, output: run(command) }))),
    )
    return compare(path, page, sessions)
  } finally {
    kubectl('delete', 'namespace', ...namespaces, '--ignore-not-found', readyTimeout)
  }
}

function compare(path: string, page: string, sessions: readonly string[]): boolean {
  const different = sampleBlocks(page)
    .map(({ start, text }, index) => ({ start, text, session: sessions[index] ?? '' }))
    .filter(({ text, session }) => lasting(text) !== lasting(session))
  for (const { start, session } of different) console.log(`${path}:${start} differs; it is now\n${session}\n`)
  if (different.length > 0 && !values.check) writeFileSync(path, withSessions(page, sessions))
  return different.length === 0
}

function awaitReady(file: string): void {
  for (const { kind, metadata } of objectsOf(file)) {
    const where = ['-n', metadata.namespace ?? 'default', readyTimeout]
    if (kind === 'Deployment' || kind === 'StatefulSet') {
      kubectl('rollout', 'status', `${kind}/${metadata.name}`, ...where)
    } else if (kind === 'Pod') kubectl('wait', '--for=condition=Ready', `pod/${metadata.name}`, ...where)
  }
}

function objectsOf(file: string): z.infer<typeof objectSchema>[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => objectSchema.parse(document.toJS()))
}

function kubectl(...given: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('kubectl', given, { env: environment, encoding: 'utf8' })
  if (status !== 0) throw new Error(`kubectl ${given.join(' ')}: ${stderr.trim()}`)
  return stdout.trim()
}

/** Both streams, in the order in which they came; a command may fail, as those of a page about failures do. */
function run(command: string): string {
  const { stdout, error } = spawnSync('bash', ['-c', `exec 2>&1; ${command}`], {
    env: environment,
    encoding: 'utf8',
  })
  if (error !== undefined) throw error
  return stdout
}
