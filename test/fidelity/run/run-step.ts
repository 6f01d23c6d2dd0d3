import { setTimeout as sleep } from 'node:timers/promises'
import type { Outcome } from '../recording/outcome.ts'
import type { Normaliser } from '../normalise/normalise.ts'
import { commandOf } from '../script/load-scenarios.ts'
import type { ForwardStep, KubectlStep, RequestStep, Step } from '../script/scenario.ts'
import { httpsRequest } from './https-request.ts'
import { jsonLines } from './json-lines.ts'
import { saveFrom, withSaved, type SavedValues } from './saved-values.ts'
import type { Workspace } from './workspace.ts'

/** What a step gave, before it is normalised. */
interface RawOutcome {
  stdout: string
  stderr: string
  end: string
}

/** Runs calls one after the other once `started` says that the watch goes on; their outcomes are not recorded. */
async function meanwhile(
  workspace: Workspace,
  calls: readonly string[],
  started: Promise<void>,
): Promise<void> {
  await Promise.race([started, sleep(700)])
  await sleep(100)
  for (const commandLine of calls) await workspace.kubectl(commandLine)
}

async function runKubectl(workspace: Workspace, step: KubectlStep, saved: SavedValues): Promise<RawOutcome> {
  let start: () => void = () => undefined
  const started = new Promise<void>((resolve) => (start = resolve))
  const enough = (stdout: string): boolean => {
    if (stdout.includes('\n')) start()
    return step.lines !== undefined && stdout.split('\n').length > step.lines
  }
  const others = meanwhile(workspace, step.during ?? [], started)
  const result = await workspace.kubectl(withSaved(step.run, saved), {
    version: step.kubectl,
    stdin: step.stdin,
    editor: step.editor,
    enough,
    deadline: step.lines === undefined ? 90_000 : 20_000,
  })
  await others
  saveFrom(result.stdout, step.save, saved)
  const end = result.stopped ? 'stopped' : result.code === null ? 'never ended' : `exit ${result.code}`
  return { stdout: result.stdout, stderr: result.stderr, end }
}

async function runRequest(workspace: Workspace, step: RequestStep, saved: SavedValues): Promise<RawOutcome> {
  const [method = '', path = ''] = withSaved(step.request, saved).split(' ')
  const { body, events } = step
  const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
  const others = meanwhile(workspace, step.during ?? [], sleep(300))
  const answer = await httpsRequest(workspace.access, {
    method,
    path,
    headers: { ...(text === undefined ? {} : { 'content-type': 'application/json' }), ...step.headers },
    body: text === undefined ? undefined : withSaved(text, saved),
    enough: events === undefined ? undefined : (soFar) => soFar.split('\n').length > events,
    deadline: 30_000,
  })
  await others
  saveFrom(answer.body, step.save, saved)
  const said = ['content-type', 'warning'].flatMap((header) => {
    const value = answer.headers[header]
    return value === undefined ? [] : [`${header}: ${String(value)}`]
  })
  return { stdout: [...said, jsonLines(answer.body)].join('\n'), stderr: '', end: `status ${answer.status}` }
}

async function runForward(workspace: Workspace, step: ForwardStep): Promise<RawOutcome> {
  const answers: Promise<string>[] = []
  const forwarding = workspace.kubectl(`port-forward ${step.forward}`, {
    enough: (stdout) => {
      const port = /Forwarding from 127\.0\.0\.1:(\d+)/.exec(stdout)?.[1]
      if (port !== undefined && answers.length === 0)
        answers.push(
          fetch(`http://127.0.0.1:${port}${step.path}`, {
            signal: AbortSignal.timeout(10_000),
          }).then(
            async (response) => `${response.status} ${await response.text()}`,
            (error: unknown) => `no answer: ${error instanceof Error ? error.message : String(error)}`,
          ),
        )
      return stdout.includes('Handling connection')
    },
    deadline: 15_000,
  })
  const { stdout, stderr, code, stopped } = await forwarding
  const answer = await Promise.all(answers)
  const shown = stdout
    .replace(/(127\.0\.0\.1|\[::1\]):\d+/g, '$1:<local-port>')
    .replace(/(Handling connection for) \d+/g, '$1 <local-port>')
  return {
    stdout: [shown.trimEnd(), ...answer].join('\n'),
    stderr,
    end: stopped ? 'stopped' : `exit ${code ?? 'never'}`,
  }
}

/**
 * Runs one step of a script and normalises what it gave.
 * @throws {Error} when kubectl can not be started or the connection of a request fails
 */
export async function runStep(
  workspace: Workspace,
  step: Step,
  saved: SavedValues,
  normalise: Normaliser,
): Promise<Outcome> {
  const raw =
    'request' in step
      ? await runRequest(workspace, step, saved)
      : 'forward' in step
        ? await runForward(workspace, step)
        : await runKubectl(workspace, step, saved)
  const lines = (mark: string, text: string): string[] =>
    normalise(text).map((line) => `${mark} ${line}`.trimEnd())
  return {
    command: commandOf(step),
    lines: [...lines('|', raw.stdout), ...lines('!', raw.stderr)],
    end: raw.end,
  }
}
