import { quoteSh } from './quote.ts'
import {
  commandsWithSubjects,
  longSwitches,
  redirectingVariables,
  refusalRemedy,
  refusedConfigCommands,
  refusedFlags,
  switches,
  switchesOfLogs,
} from './refused-flags.ts'

export interface WrapperOptions {
  /** Absolute path of the real kubectl. */
  readonly kubectl: string
  readonly kubeconfig: string
  readonly cacheDir: string
}

/** In every wrapper's second line: tells a wrapper from a kubectl. */
export const wrapperMark = 'kubedrill: kubectl for one lab'

/**
 * A `kubectl` in POSIX sh that reaches the lab's cluster and no other. It sets KUBECONFIG itself, so that nothing in the
 * environment counts; it is no flag, since kubectl takes none before a plugin's name. Flags that name another cluster or
 * identity are refused wherever kubectl could take them for its own, and so are changes of the kubeconfig's clusters. What
 * follows `--` belongs to a command in a container, unless the `--` may be a flag's value. kuberc files, which can add flags,
 * are switched off. Exits with 64 when it refuses.
 */
export function kubectlWrapper({ kubectl, kubeconfig, cacheDir }: WrapperOptions): string {
  const flags = refusedFlags.filter((flag) => flag !== '--user').flatMap((flag) => [flag, `${flag}=*`])
  return `#!/bin/sh
# ${wrapperMark}
lab=${quoteSh(kubeconfig)}
refuse() {
  printf 'kubedrill: %s\\n' "$1" >&2
  printf 'kubedrill: ${refusalRemedy}\\n' >&2
  exit 64
}
[ -s "$lab" ] || refuse "the lab's cluster is gone; nothing was run."
logs= subject= current= config= open=
for word in "$@"; do
  case $word in
    logs) logs=1 ;;
    ${commandsWithSubjects.join(' | ')}) subject=1 ;;
    --current) current=1 ;;
  esac
done
for word in "$@"; do
  # Set when the word before may take this one as its value.
  follows=$open open=
  case $word in
    --) [ -n "$follows" ] || break ;;
    ${flags.join(' | ')})
      refuse "\${word%%=*} could reach another cluster; nothing was run." ;;
    --user | --user=*)
      [ -n "$subject" ] || refuse "--user could reach another cluster; nothing was run." ;;
    --*=* | ${longSwitches.join(' | ')}) ;;
    --*) open=1 ;;
    -?*)
      letters=\${word#-}
      while :; do
        case $letters in
          s*) refuse "-s could reach another cluster; nothing was run." ;;
          [${switches.join('')}]*) ;;
          [${switchesOfLogs.join('')}]*) [ -n "$logs" ] || { [ \${#letters} -gt 1 ] || open=1; break; } ;;
          ?) open=1; break ;;
          *) break ;;
        esac
        letters=\${letters#?}
      done ;;
    config) config=1 ;;
    ${refusedConfigCommands.join(' | ')})
      [ -z "$config" ] || refuse "config $word would change which cluster this is; nothing was run." ;;
    set-context)
      [ -z "$config" ] || [ -n "$current" ] ||
        refuse "config set-context could lead to another cluster; nothing was run. With --current it sets a namespace." ;;
  esac
done
unset ${redirectingVariables.join(' ')}
KUBECONFIG=$lab KUBECACHEDIR=${quoteSh(cacheDir)} KUBECTL_KUBERC=false KUBERC=off
export KUBECONFIG KUBECACHEDIR KUBECTL_KUBERC KUBERC
exec ${quoteSh(kubectl)} "$@"
`
}
