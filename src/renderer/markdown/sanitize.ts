import DOMPurify from 'dompurify'

/** What may be shown of rendered Markdown: no script, no style, no form, links to http(s) and to places of this page. */
export function sanitize(html: string): string {
  return DOMPurify.sanitize(html, {
    ALLOWED_URI_REGEXP: /^(?:https?:|#)/i,
    ADD_ATTR: ['target'],
    FORBID_TAGS: ['style', 'form', 'input', 'textarea', 'select', 'iframe', 'img', 'video', 'audio'],
    FORBID_ATTR: ['style'],
  })
}
