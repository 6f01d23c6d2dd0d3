import { InvalidArgumentError, type Command } from 'commander'
import { readFileSync } from 'node:fs'
import { engineIdSchema, type EngineId } from '../../contract/labs.ts'
import { NoClusterError } from '../cli-errors.ts'
import { withApp, type CommandContext, type GlobalOptions } from '../context.ts'
import { table } from '../output/table.ts'

type ClusterOptions = GlobalOptions & { readonly engine: EngineId }

export function addCluster(program: Command): void {
  const cluster = program.command('cluster').description('the clusters that labs run on')
  add(cluster, 'status', 'whether the cluster is up', async ({ app, printer }, engine) => {
    printer.data(await app.call('cluster.status', { engine }), ({ name, running, kubernetes }) => [
      running ? `${name} is up, Kubernetes ${kubernetes ?? ''}` : 'There is no cluster.',
    ])
  })
  add(cluster, 'up', 'make the cluster, or keep the one that is there', async (context, engine) => {
    const status = await tellingSteps(context, () => context.app.call('cluster.up', { engine }))
    context.printer.data(status, ({ name, kubernetes }) => [`${name} is up, Kubernetes ${kubernetes ?? ''}`])
  })
  add(cluster, 'kubeconfig', 'print the cluster’s kubeconfig', async ({ app, printer }, engine) => {
    const { kubeconfig } = await app.call('cluster.status', { engine })
    if (kubeconfig === null) throw new NoClusterError(engine)
    const text = readFileSync(kubeconfig, 'utf8')
    printer.data({ path: kubeconfig, kubeconfig: text }, () => [text.trimEnd()])
  })
  add(cluster, 'down', 'delete the cluster and all that belongs to it', async (context, engine) => {
    const removed = await tellingSteps(context, () => context.app.call('cluster.down', { engine }))
    context.printer.data(removed, ({ removed: names }) =>
      names.length === 0 ? ['There was nothing to remove.'] : names.map((name) => `removed ${name}`),
    )
  })
  add(cluster, 'prefetch', 'load what labs need with no network', async (context, engine) => {
    const fetched = await tellingSteps(context, () => context.app.call('cluster.prefetch', { engine }))
    context.printer.data(fetched, ({ images }) =>
      table(
        ['IMAGE', 'STATE'],
        images.map(({ image, state }) => [image, state]),
      ),
    )
  })
}

function add(
  cluster: Command,
  name: string,
  description: string,
  run: (context: CommandContext, engine: EngineId) => Promise<void>,
): void {
  cluster
    .command(name)
    .description(description)
    .option('--engine <engine>', 'kind', readEngine, 'kind')
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<ClusterOptions>()
      return withApp(options, (context) => run(context, options.engine))
    })
}

async function tellingSteps<T>({ app, printer }: CommandContext, work: () => Promise<T>): Promise<T> {
  let told = ''
  const leave = app.subscribe((event) => {
    if (event.event !== 'cluster.progress' || event.step === told) return
    told = event.step
    printer.note(event.step)
  })
  try {
    return await work()
  } finally {
    leave()
  }
}

function readEngine(text: string): EngineId {
  const engine = engineIdSchema.safeParse(text)
  if (!engine.success) throw new InvalidArgumentError(`One of ${engineIdSchema.options.join(', ')}.`)
  return engine.data
}
