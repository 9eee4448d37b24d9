// Posts what Check found as one comment on its pull request, and brings that comment up to date.
//
// The files come from a run of the pull request's own code: a stranger may have written anything into them. Only lines of the
// two known forms are taken, shown as code, which neither links nor mentions; addresses are made here.

'use strict'

const fs = require('node:fs')
const path = require('node:path')

const MARK = '<!-- hub: what this change does -->'
const MOST_LINES = 40
const MOST_BYTES = 64 * 1024
// A path may hold what a file's name may: spaces, brackets, letters of any script.
const REMARK = /^- `([^`]{1,500})`(?: \(\[([^\p{Cc}\p{Cf}]{1,200}?):(\d{1,6})\]\([^()\s]*\)\))?$/u
const MISTAKE = /^((?:docs|episodes)\/[^\p{Cc}\p{Cf}]{1,200}?):(\d{1,6}): (.{1,500})/u

/** The lines of a file that somebody else wrote; none where it is no plain file, or a large one. */
function lines(folder, name) {
  const file = path.join(folder, name)
  const found = fs.lstatSync(file, { throwIfNoEntry: false })
  if (!found || !found.isFile() || found.size > MOST_BYTES) return []
  return fs.readFileSync(file, 'utf8').split(/\r?\n/)
}

/** A text as code, on one line: nothing in it is rendered, linked or called. */
function code(text) {
  return '`' + text.replace(/[`\p{Cc}\p{Cf}]/gu, "'") + '`'
}

/** Whether a path leads to a file below the repository, and nowhere else. */
function leadsDown(file) {
  return !file || file.split('/').every(step => !['', '.', '..'].includes(step))
}

/** The address of a path below `base`. Brackets are written as signs that end no link in Markdown. */
function address(base, file) {
  const step = name => encodeURIComponent(name).replace(/[!'()*]/g, sign => '%' + sign.charCodeAt(0).toString(16).toUpperCase())
  return `${base}/${file.split('/').map(step).join('/')}`
}

/** The comment's text; an empty one where there is nothing to say. `base` is the address of the files as they were pushed. */
function text(folder, base) {
  const place = (file, line) => ` ([${code(`${file}:${line}`)}](${address(base, file)}#L${line}))`
  const mistakes = []
  for (const line of lines(folder, 'mistakes.txt')) {
    const found = MISTAKE.exec(line)
    if (found && leadsDown(found[1])) mistakes.push(`- ${code(found[3])}${place(found[1], found[2])}`)
  }
  if (mistakes.length) return section('To fix, before this can be published', mistakes)
  const remarks = []
  for (const line of lines(folder, 'report.md')) {
    const found = REMARK.exec(line)
    if (found && leadsDown(found[2])) remarks.push(`- ${code(found[1])}${found[2] ? place(found[2], found[3]) : ''}`)
  }
  return remarks.length ? section('What this change does', remarks) : ''
}

function section(title, items) {
  const more = items.length - MOST_LINES
  const shown = more > 0 ? [...items.slice(0, MOST_LINES), `- and ${more} more`] : items
  return `### ${title}\n\n${shown.join('\n')}\n`
}

/** Find the pull request by what GitHub says of the run, never by what the run says of itself; post, or bring up to date. */
async function comment({ github, context, core, folder }) {
  const run = context.payload.workflow_run
  const { owner, repo } = context.repo
  const head = `${run.head_repository.owner.login}:${run.head_branch}`
  const pulls = await github.rest.pulls.list({ owner, repo, state: 'open', head })
  const pull = pulls.data.find(one => one.head.sha === run.head_sha)
  if (!pull) return core.info('The pull request is closed, or has newer commits.')
  const said = text(folder, `https://github.com/${run.head_repository.full_name}/blob/${run.head_sha}`)
  const comments = await github.paginate(github.rest.issues.listComments, { owner, repo, issue_number: pull.number })
  const ours = comments.find(one => one.user.type === 'Bot' && one.body.startsWith(MARK))
  const failed = run.conclusion !== 'success'
  const rest = failed ? 'Check failed; its log says why.' : 'Nothing to fix, and nothing to say.'
  const body = `${MARK}\n${said || rest}`
  if (ours && ours.body !== body) await github.rest.issues.updateComment({ owner, repo, comment_id: ours.id, body })
  else if (!ours && (said || failed)) await github.rest.issues.createComment({ owner, repo, issue_number: pull.number, body })
}

module.exports = { comment, text }
