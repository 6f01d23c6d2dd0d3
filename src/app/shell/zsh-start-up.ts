import { posixPin, type Pin } from './pin.ts'
import { quoteSh } from './quote.ts'

/** Holds the learner's own ZDOTDIR, where there is one, until zsh reads its first file. */
export const ownZdotdir = 'KUBEDRILL_ZDOTDIR'

/**
 * The .zshenv of a folder that zsh is given as ZDOTDIR: it stands in front of the learner's own. On macOS terminals run login
 * shells, so there the login files are run as well.
 */
export function zshEnvironment(startUp: string): string {
  return `if [[ -n \${${ownZdotdir}+set} ]]; then
  export ZDOTDIR="$${ownZdotdir}"
  unset ${ownZdotdir}
else
  unset ZDOTDIR
fi
[[ ! -r "\${ZDOTDIR-$HOME}/.zshenv" ]] || source "\${ZDOTDIR-$HOME}/.zshenv"
if [[ $OSTYPE == darwin* ]]; then
  [[ ! -r /etc/zprofile ]] || source /etc/zprofile
  [[ ! -r "\${ZDOTDIR-$HOME}/.zprofile" ]] || source "\${ZDOTDIR-$HOME}/.zprofile"
fi
typeset -g __kubedrill_zdotdir_kind=\${(t)ZDOTDIR} __kubedrill_zdotdir="\${ZDOTDIR-$HOME}"
ZDOTDIR=${quoteSh(startUp)}
`
}

/** The .zshrc of that folder: gives ZDOTDIR back as it was, runs the learner's own, then pins. */
export function zshStartUp(pin: Pin, startUp: string): string {
  return `[[ "\${HISTFILE-}" != ${quoteSh(`${startUp}/.zsh_history`)} ]] || HISTFILE=$__kubedrill_zdotdir/.zsh_history
unset ZDOTDIR
case $__kubedrill_zdotdir_kind in
  *export*) export ZDOTDIR="$__kubedrill_zdotdir" ;;
  ?*) typeset -g ZDOTDIR="$__kubedrill_zdotdir" ;;
esac
unset __kubedrill_zdotdir __kubedrill_zdotdir_kind
[[ ! -r "\${ZDOTDIR-$HOME}/.zshrc" ]] || source "\${ZDOTDIR-$HOME}/.zshrc"
if [[ $OSTYPE == darwin* && -r "\${ZDOTDIR-$HOME}/.zlogin" ]]; then source "\${ZDOTDIR-$HOME}/.zlogin"; fi
[[ -o aliases ]] && __kubedrill_aliases=aliases || __kubedrill_aliases=noaliases
setopt noaliases
${posixPin(pin, 'unhash kubectl k 2>/dev/null || true')}
typeset -ga precmd_functions
precmd_functions+=(__kubedrill_pin)
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i -d ${quoteSh(`${startUp}/zcompdump`)} } || true
if (( $+functions[compdef] )); then
  source <(kubectl completion zsh 2>/dev/null) || true
  compdef k=kubectl 2>/dev/null || true
fi
setopt $__kubedrill_aliases
unset __kubedrill_aliases
`
}
