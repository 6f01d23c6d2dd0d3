import { quoteFish, quotePowerShell, quoteSh } from './quote.ts'

/** What every shell is given after the learner's own start-up files ran. */
export interface Pin {
  /** Holds `kubectl`, `k` and `node-shell`. */
  readonly bin: string
  readonly kubeconfig: string
  readonly cacheDir: string
}

/**
 * Source for bash and zsh. An alias or a function named kubectl would come before PATH, so both are taken away; a hook before
 * each prompt puts back what a tool such as direnv changed.
 */
export function posixPin({ bin, kubeconfig, cacheDir }: Pin): string {
  return `unalias kubectl k node-shell 2>/dev/null
unset -f kubectl k node-shell 2>/dev/null
__kubedrill_pin() {
  local status_before=$?
  case $PATH in
    ${quoteSh(bin)} | ${quoteSh(`${bin}:`)}*) ;;
    *) PATH=${quoteSh(bin)}:$PATH; hash -r 2>/dev/null ;;
  esac
  export PATH KUBECONFIG=${quoteSh(kubeconfig)} KUBECACHEDIR=${quoteSh(cacheDir)}
  return $status_before
}
__kubedrill_pin
`
}

export function bashStartUp(pin: Pin): string {
  return `if [ "$(uname -s)" = Darwin ] && [ -f ~/.bash_profile ]; then . ~/.bash_profile; elif [ -f ~/.bashrc ]; then . ~/.bashrc; fi
${posixPin(pin)}
if [ -z "\${BASH_COMPLETION_VERSINFO-}" ] && [ -r /usr/share/bash-completion/bash_completion ]; then
  . /usr/share/bash-completion/bash_completion
fi
if declare -F _get_comp_words_by_ref >/dev/null || declare -F _comp_get_words >/dev/null; then
  eval "$(kubectl completion bash 2>/dev/null)"
  complete -o default -F __start_kubectl k
fi
if [ "\${BASH_VERSINFO[0]}\${BASH_VERSINFO[1]}" -ge 51 ] 2>/dev/null; then
  PROMPT_COMMAND=(__kubedrill_pin "\${PROMPT_COMMAND[@]}")
else
  PROMPT_COMMAND="__kubedrill_pin\${PROMPT_COMMAND:+; $PROMPT_COMMAND}"
fi
`
}

/** zsh reads its files from ZDOTDIR; this one stands in front of the learner's own. */
export function zshEnvironment(startUp: string): string {
  return `ZDOTDIR=\${KUBEDRILL_ZDOTDIR:-$HOME}
[ ! -f "$ZDOTDIR/.zshenv" ] || . "$ZDOTDIR/.zshenv"
KUBEDRILL_ZDOTDIR=\${ZDOTDIR:-$HOME}
ZDOTDIR=${quoteSh(startUp)}
`
}

export function zshStartUp(pin: Pin, startUp: string): string {
  return `ZDOTDIR=$KUBEDRILL_ZDOTDIR
unset KUBEDRILL_ZDOTDIR
[ "\${HISTFILE-}" != ${quoteSh(`${startUp}/.zsh_history`)} ] || HISTFILE=$ZDOTDIR/.zsh_history
[ ! -f "$ZDOTDIR/.zshrc" ] || . "$ZDOTDIR/.zshrc"
[ "$ZDOTDIR" != "$HOME" ] || unset ZDOTDIR
${posixPin(pin)}
typeset -ga precmd_functions
precmd_functions+=(__kubedrill_pin)
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i -d ${quoteSh(`${startUp}/zcompdump`)}; }
if (( $+functions[compdef] )); then
  source <(kubectl completion zsh 2>/dev/null)
  compdef k=kubectl 2>/dev/null
fi
`
}

/** Run by \`fish --init-command\`, which comes after config.fish. */
export function fishStartUp({ bin, kubeconfig, cacheDir }: Pin): string {
  return `for name in kubectl k node-shell
  functions --erase $name
  abbr --erase $name 2>/dev/null
end
function __kubedrill_pin --on-event fish_prompt
  if test "$PATH[1]" != ${quoteFish(bin)}
    set --global --export PATH ${quoteFish(bin)} $PATH
  end
  set --global --export KUBECONFIG ${quoteFish(kubeconfig)}
  set --global --export KUBECACHEDIR ${quoteFish(cacheDir)}
end
__kubedrill_pin
kubectl completion fish 2>/dev/null | source
complete --command k --wraps kubectl
true
`
}

/** Run with \`-NoExit -File\`, which comes after the profiles. */
export function powerShellStartUp({ bin, kubeconfig, cacheDir }: Pin): string {
  return `foreach ($name in 'kubectl', 'k', 'node-shell') {
  Remove-Item -Path "Alias:$name", "Function:$name" -Force -ErrorAction SilentlyContinue
}
$global:KubedrillPrompt = $function:prompt
function global:__kubedrill_pin {
  $bin = ${quotePowerShell(bin)}
  $separator = [IO.Path]::PathSeparator
  if (-not $env:PATH.StartsWith("$bin$separator")) { $env:PATH = "$bin$separator$env:PATH" }
  $env:KUBECONFIG = ${quotePowerShell(kubeconfig)}
  $env:KUBECACHEDIR = ${quotePowerShell(cacheDir)}
}
function global:prompt { __kubedrill_pin; & $global:KubedrillPrompt }
__kubedrill_pin
kubectl completion powershell 2>$null | Out-String | Invoke-Expression
`
}
