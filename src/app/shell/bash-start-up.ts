import { posixPin, type Pin } from './pin.ts'

/**
 * The file of `bash --rcfile`. bash runs its own system-wide file before it where it was built with one. On macOS terminals
 * run login shells, so there the login files are run.
 */
export function bashStartUp(pin: Pin): string {
  return `if [[ $OSTYPE == darwin* ]]; then
  [ ! -r /etc/profile ] || . /etc/profile
  if [ -r ~/.bash_profile ]; then . ~/.bash_profile
  elif [ -r ~/.bash_login ]; then . ~/.bash_login
  elif [ -r ~/.profile ]; then . ~/.profile
  fi
elif [ -r ~/.bashrc ]; then . ~/.bashrc
fi
__kubedrill_aliases=$(shopt -p expand_aliases || true)
shopt -u expand_aliases
${posixPin(pin, 'hash -d kubectl k 2>/dev/null || true')}
if [ -z "\${BASH_COMPLETION_VERSINFO-}" ] && [ -r /usr/share/bash-completion/bash_completion ]; then
  . /usr/share/bash-completion/bash_completion || true
fi
if declare -F _get_comp_words_by_ref >/dev/null; then
  eval "$(kubectl completion bash 2>/dev/null || true)"
  ! declare -F __start_kubectl >/dev/null || complete -o default -F __start_kubectl k || true
fi
if (( BASH_VERSINFO[0] > 5 || (BASH_VERSINFO[0] == 5 && BASH_VERSINFO[1] >= 1) )); then
  PROMPT_COMMAND+=(__kubedrill_pin)
else
  PROMPT_COMMAND="\${PROMPT_COMMAND:+$PROMPT_COMMAND"$'\\n'"}__kubedrill_pin"
fi
eval "$__kubedrill_aliases"
unset __kubedrill_aliases
`
}
