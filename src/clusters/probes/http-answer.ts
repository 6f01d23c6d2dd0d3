import type { ExecResult, ProbeOutcome } from '../../core/labs/cluster-port.ts'
import { curlFailure } from './tcp-answer.ts'

const mark = 'kubedrill-status:'

export function curlArguments(
  url: string,
  timeoutMs: number,
  headers: Readonly<Record<string, string>>,
): string[] {
  const seconds = (timeoutMs / 1000).toFixed(3)
  return [
    ...['curl', '--silent', '--verbose', '--noproxy', '*', '--globoff', '--connect-timeout', seconds],
    ...['--max-time', seconds, '--write-out', `%{stderr}\n${mark}%{http_code}\n`],
    ...Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
    url,
  ]
}

/**
 * A whole answer is `response`. A connection that was accepted and then closed or reset without an HTTP answer is `open`;
 * one that stays silent is `timeout`.
 */
export function curlOutcome(result: ExecResult): ProbeOutcome {
  const status = Number(new RegExp(`^${mark}(\\d+)`, 'm').exec(result.stderr)?.[1] ?? '0')
  if (result.exitCode === 0 && status > 0) return { outcome: 'response', status, body: result.stdout }
  if (result.exitCode === 28 || result.timedOut) return curlFailure(result)
  return /^\* Connected to /m.test(result.stderr) ? { outcome: 'open' } : curlFailure(result)
}
