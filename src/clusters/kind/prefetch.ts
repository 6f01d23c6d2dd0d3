import type { Cancellation } from '../../core/clock.ts'
import type { Progress } from '../../core/labs/cluster-port.ts'
import { KindError } from './kind-error.ts'
import { createNodeExec, type NodeExec } from './node-exec.ts'
import type { KindTools } from './tools.ts'

/** Makes sure that every node has every image; one that a node lacks is pulled and loaded. Error `kind.image-not-pulled`. */
export async function prefetchImages(
  tools: KindTools,
  nodes: readonly string[],
  images: readonly string[],
  progress: Progress,
  cancel: Cancellation,
): Promise<{ image: string; state: 'present' | 'pulled' }[]> {
  const nodeExec = createNodeExec(tools)
  const present = await Promise.all(nodes.map((node) => imagesOnNode(nodeExec, node)))
  const answers: { image: string; state: 'present' | 'pulled' }[] = []
  for (const [index, image] of images.entries()) {
    cancel.throwIfAborted()
    progress(`Loading ${image}`, 0.5 + index / images.length / 2)
    const lacking = nodes.filter((_node, at) => present[at]?.has(fullReference(image)) !== true)
    if (lacking.length > 0) await load(tools, image, lacking, cancel)
    answers.push({ image, state: lacking.length > 0 ? 'pulled' : 'present' })
  }
  progress('Everything that labs need is here', 1)
  return answers
}

/** `nats:2.12` means `docker.io/library/nats:2.12`; a reference without tag or digest means `:latest`. */
export function fullReference(image: string): string {
  const [first = '', ...rest] = image.split('/')
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost')
  const repository = hasRegistry ? image : `docker.io/${rest.length === 0 ? 'library/' : ''}${image}`
  const last = repository.split('/').at(-1) ?? ''
  return last.includes(':') || last.includes('@') ? repository : `${repository}:latest`
}

async function imagesOnNode(nodeExec: NodeExec, node: string): Promise<ReadonlySet<string>> {
  const argv = ['ctr', '--namespace', 'k8s.io', 'images', 'list', '--quiet']
  const result = await nodeExec(node, argv, { timeoutMs: 30_000 })
  if (result.exitCode !== 0) {
    throw new KindError({
      code: 'kind.images-not-listed',
      message: `Node ${node} could not list its images: ${result.stderr.trim()}.`,
      remedy: 'Run `kubedrill cluster down`, then try again.',
    })
  }
  return new Set(result.stdout.split('\n'))
}

async function load(
  tools: KindTools,
  image: string,
  nodes: readonly string[],
  cancel: Cancellation,
): Promise<void> {
  const here = await tools.container(['image', 'inspect', image], { timeoutMs: 30_000 })
  if (here.exitCode !== 0) {
    const pulled = await tools.container(['pull', image], { cancel })
    if (pulled.exitCode !== 0) throw notPulled(image, pulled.stderr)
  }
  const cluster = nodes[0]?.replace(/-(?:control-plane|worker)\d*$/, '') ?? ''
  const loaded = await tools.kind(
    ['load', 'docker-image', image, '--name', cluster, '--nodes', nodes.join(',')],
    { cancel },
  )
  if (loaded.exitCode !== 0) {
    throw new KindError({
      code: 'kind.image-not-loaded',
      message: `${image} could not be loaded into the nodes: ${lastLine(loaded.stderr)}.`,
      remedy: 'Check that the disk of the container engine is not full, then try again.',
    })
  }
}

function notPulled(image: string, output: string): KindError {
  return new KindError({
    code: 'kind.image-not-pulled',
    message: `The image ${image} can not be pulled: ${lastLine(output)}.`,
    remedy: 'Connect to the network and try again; labs that need it can not start without.',
  })
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1)?.slice(0, 300) ?? ''
}
