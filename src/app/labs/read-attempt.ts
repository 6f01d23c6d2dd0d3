import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, extname, join, resolve } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { ExitCode, KubedrillError } from '../../contract/errors.ts'
import { attemptFileSchema } from '../../core/labs/format/lab-schema.ts'
import type { LabRun } from '../../core/labs/lab-run.ts'
import { runSteps } from '../../core/labs/steps/run-steps.ts'

/** A repair from a file is not one that can be run. */
export class AttemptError extends KubedrillError {
  constructor(file: string, detail: string) {
    super({
      code: 'lab.bad-attempt',
      message: `${file} cannot be run as a repair: ${detail}`,
      remedy: 'Give a .yaml file with `steps:`, or a shell script of the commands that a learner would type.',
      exit: ExitCode.usage,
    })
  }
}

/**
 * A repair that somebody wrote down: `steps:` in a .yaml file, or else a script that `sh -e` runs with KUBECONFIG set to the
 * lab's cluster. Throws {@link AttemptError} when the file cannot be read or is not of the form.
 */
export function readAttempt(file: string): (run: LabRun) => Promise<void> {
  const text = textOf(file)
  if (!['.yaml', '.yml'].includes(extname(file))) return (run) => runScript(file, run)
  const parsed = attemptFileSchema.safeParse(parse(text))
  if (!parsed.success) throw new AttemptError(file, z.prettifyError(parsed.error))
  return (run) => runSteps(run, parsed.data.steps)
}

function textOf(file: string): string {
  try {
    return readFileSync(resolve(file), 'utf8')
  } catch (error) {
    throw new AttemptError(file, error instanceof Error ? error.message : String(error))
  }
}

/** The script is no standard input: `kubectl exec -i` in it would read the rest of it. */
function runScript(file: string, { cluster }: LabRun): Promise<void> {
  const { promise, resolve: done, reject } = Promise.withResolvers<undefined>()
  const cacheDir = join(dirname(cluster.kubeconfig), 'kube-cache')
  const child = spawn('sh', ['-e', resolve(file)], {
    env: { ...process.env, KUBECONFIG: cluster.kubeconfig, KUBECACHEDIR: cacheDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said = `${said}${chunk}`.slice(-2000)
  })
  child.on('error', (error) => {
    reject(new AttemptError(file, error.message))
  })
  child.on('close', (code) => {
    if (code === 0) done(undefined)
    else reject(new AttemptError(file, `it ended with ${code ?? 'a signal'}: ${said.trim()}`))
  })
  return promise
}
