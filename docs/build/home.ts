import { highlight } from './content/code.js'
import { withChineseMarked } from './content/language.js'
import { type Html, html } from './html.js'
import type { Page } from './page.js'

const description =
  'Deep learning from scratch in TypeScript notebooks: every derivative by hand, by machine and by measurement, and all of them agree.'

const commands = `npm start    # opens JupyterLab
npm test     # runs every cell`

/** The way in: what this is, how to start, the course notebook by notebook. */
export async function homePage(course: readonly Page[], documents: readonly Page[]): Promise<Page> {
  const body = html`<div class="prose lead">
<h1>Deep learning from scratch, in TypeScript notebooks</h1>
<p>Numbers, derivatives, layers, training: each is built in the open on mathjs matrices, and each
derivative is found three times, by hand, by automatic differentiation and by measurement, until
all of them agree. What you read here are the notebooks themselves, with the outputs of their last
run.</p>
</div>
<div class="halves">
<section class="prose" aria-labelledby="course">
<h2 id="course">The course</h2>
<ol class="pages">${course.map(entry)}</ol>
</section>
<div class="prose">
<h2 id="start">Start</h2>
<p>In a clone of the repository, with Node 20.19 or newer and Python 3.10 or newer:</p>
<div class="code-block">${await highlight(commands, 'bash')}</div>
${
  documents.length > 0 &&
  html`<h2 id="documents">Beside the course</h2>
<ul class="pages">${documents.map(entry)}</ul>`
}
</div>
</div>`
  return {
    kind: 'home',
    address: 'index.html',
    lang: 'en',
    title: 'notegrad',
    description,
    headings: [],
    body,
  }
}

function entry({ address, title, summary }: Page): Html {
  const number = /(\d+)-[^/]*$/.exec(address)?.[1]
  return html`<li><a href="${address}">
<span class="number" aria-hidden="true">${number}</span>
<span class="title">${withChineseMarked(title)}</span>
<span class="summary">${summary}</span></a></li>`
}
