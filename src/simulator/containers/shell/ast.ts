/** Part of a word, before expansion. */
export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | {
      readonly kind: 'variable'
      readonly name: string
      readonly quoted: boolean
      readonly change: Change | null
    }
  | { readonly kind: 'command'; readonly list: List; readonly quoted: boolean }
  | { readonly kind: 'arithmetic'; readonly word: Word; readonly quoted: boolean }

/** `${NAME:-word}` and its kin; `operator` is `:-`, `-`, `:=`, `=`, `:+`, `+`, `:?`, `?`, `%`, `%%`, `#`, `##` or `length`. */
export interface Change {
  readonly operator: string
  readonly word: Word
}

export type Word = readonly WordPart[]

export interface Redirection {
  readonly operator: '<' | '>' | '>>' | '>&' | '<&' | '<<' | '&>'
  readonly descriptor: number
  readonly target: Word
}

export type Command =
  | {
      readonly kind: 'simple'
      readonly assignments: readonly (readonly [name: string, value: Word])[]
      readonly words: readonly Word[]
      readonly redirections: readonly Redirection[]
      readonly line: number
    }
  | {
      readonly kind: 'group' | 'subshell'
      readonly body: List
      readonly redirections: readonly Redirection[]
    }
  | {
      readonly kind: 'if'
      readonly branches: readonly (readonly [condition: List, body: List])[]
      readonly otherwise: List | null
      readonly redirections: readonly Redirection[]
    }
  | {
      readonly kind: 'while' | 'until'
      readonly condition: List
      readonly body: List
      readonly redirections: readonly Redirection[]
    }
  | {
      readonly kind: 'for'
      readonly name: string
      /** Null for the positional parameters. */
      readonly words: readonly Word[] | null
      readonly body: List
      readonly redirections: readonly Redirection[]
    }
  | {
      readonly kind: 'case'
      readonly subject: Word
      readonly branches: readonly (readonly [patterns: readonly Word[], body: List])[]
      readonly redirections: readonly Redirection[]
    }

export interface Pipeline {
  readonly negated: boolean
  readonly commands: readonly Command[]
}

/** Pipelines joined by && and ||. */
export interface AndOr {
  readonly first: Pipeline
  readonly rest: readonly (readonly [operator: '&&' | '||', pipeline: Pipeline])[]
  readonly background: boolean
}

export type List = readonly AndOr[]
