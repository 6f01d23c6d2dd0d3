const annotation = String.raw`endpoints\.kubernetes\.io/last-change-trigger-time`

/**
 * A slice has this annotation or not depending on which change the controller saw in the same moment: takes it out of YAML and of
 * `describe`.
 */
export function withoutTriggerTime(output: string): string {
  return output
    .replace(new RegExp(`^( *)annotations:\\n\\1  ${annotation}: .*\\n(?!\\1 )`, 'gm'), '')
    .replace(new RegExp(`^(Annotations: +)${annotation}: .*\\n(?! )`, 'gm'), '$1<none>\n')
}
