import { quoteSh } from './quote.ts'
import { redirectingVariables } from './refused-flags.ts'

/** What every shell is given after the learner's own start-up files ran. */
export interface Pin {
  /** Holds `kubectl`, `k` and `node-shell`. */
  readonly bin: string
  readonly kubeconfig: string
  readonly cacheDir: string
}

/** Said once in a shell in which something changed KUBECONFIG after it had started. */
export const setBackNotice =
  'kubedrill: KUBECONFIG was changed; this terminal belongs to a lab, so it was set back.'

/**
 * Source for bash and zsh. `kubectl` and `k` become functions, which come before PATH and before what a shell remembers of it,
 * in place of aliases and functions of the start-up files. `__kubedrill_pin`, called before each prompt, sets back what a tool
 * such as direnv changed, for programs other than kubectl; it keeps `$?`. `forget` is how the shell forgets where it found them.
 */
export function posixPin(pin: Pin, forget: string): string {
  return `${wrapperFunctions(pin, forget)}
unset __kubedrill_told __kubedrill_started
function __kubedrill_pin {
  local __kubedrill_status=$?
  if [ "\${KUBECONFIG-}" != ${quoteSh(pin.kubeconfig)} ]; then
    if [ -n "\${__kubedrill_started-}" ] && [ -z "\${__kubedrill_told-}" ]; then
      __kubedrill_told=1
      printf '%s\\n' ${quoteSh(setBackNotice)} >&2
    fi
  fi
  __kubedrill_started=1
  ${environmentPin(pin)}
  return "$__kubedrill_status"
}
__kubedrill_pin || true
`
}

/** Source for shells that know aliases and functions but no hook: dash, ksh. */
export function plainPin(pin: Pin): string {
  return `${wrapperFunctions(pin, ':')}
${environmentPin(pin)}
`
}

function wrapperFunctions({ bin }: Pin, forget: string): string {
  return `unalias kubectl k node-shell 2>/dev/null || true
unset -f kubectl k 2>/dev/null || true
${forget}
kubectl() { ${quoteSh(`${bin}/kubectl`)} "$@"; }
k() { ${quoteSh(`${bin}/k`)} "$@"; }`
}

function environmentPin({ bin, kubeconfig, cacheDir }: Pin): string {
  return `case \${PATH-} in
    ${quoteSh(bin)} | ${quoteSh(`${bin}:`)}*) ;;
    *) PATH=${quoteSh(bin)}\${PATH:+:$PATH} ;;
  esac
  export PATH KUBECONFIG=${quoteSh(kubeconfig)} KUBECACHEDIR=${quoteSh(cacheDir)}
  unset ${redirectingVariables.join(' ')}`
}
