import { ExitCode, KubedrillError } from '../../../contract/errors.ts'
import type { Probe } from '../cluster-port.ts'
import type { ProbeCheck } from '../format/check-schema.ts'

class BadTargetError extends KubedrillError {
  constructor(target: string) {
    super({
      code: 'lab.bad-target',
      message: `${target} is not HOST:PORT.`,
      remedy: 'Correct the check of the lab; see docs/labs.md.',
      exit: ExitCode.usage,
    })
  }
}

/** The question that a check asks the network. */
export function probeOf(check: ProbeCheck): Probe {
  const timeoutMs = check.timeout * 1000
  if ('http' in check) return { kind: 'http', url: check.http, timeoutMs }
  if ('dns' in check) return { kind: 'dns', name: check.dns, type: check.type, timeoutMs }
  const [, host, port] = /^(.+):(\d+)$/.exec(check.tcp) ?? []
  if (host === undefined || port === undefined) throw new BadTargetError(check.tcp)
  return { kind: 'tcp', host, port: Number(port), timeoutMs }
}

/** What is asked, in a few characters: `http://storefront/`, `catalog A`, `ledger.billing:8080`. */
export function targetOf(check: ProbeCheck): string {
  if ('http' in check) return check.http
  if ('dns' in check) return check.type === 'A' ? check.dns : `${check.dns} ${check.type}`
  return check.tcp
}
