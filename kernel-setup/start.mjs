/**
 * `npm start`: JupyterLab with the TypeScript kernel, from a bare clone.
 *
 * This file refuses an unfit Node in words, so its own syntax is one that old Nodes (12 and up) can
 * read; everything newer is behind the import. Node finds the builtin under its bare name in all.
 */
// From these minor versions on, as npm's packages demand; of other majors all from `newer` on.
var oldest = { 20: 19, 22: 16 }
var newer = 24
// The two languages of messages.mjs, which an old Node cannot import.
var chinese = /^zh/.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
var given = process.versions.node.split('.').map(Number)

if (given[0] < newer && !(given[1] >= oldest[given[0]])) {
  process.stderr.write(
    chinese
      ? 'npm start 停止：需要：Node 24 以上，或 22.16 以上的 22，或 20.19 以上的 20\n  实际：Node ' +
          process.versions.node +
          '（' +
          process.execPath +
          '）\n  办法：从 https://nodejs.org 安装最新的 LTS，或运行 nvm install --lts，' +
          '再运行 npm start\n'
      : 'npm start stopped: expected Node 24 or newer, or 22 from 22.16 on, or 20 from 20.19 on\n' +
          '  found: Node ' +
          process.versions.node +
          ' (' +
          process.execPath +
          ')\n' +
          '  mend:  install the newest LTS from https://nodejs.org, or run "nvm install --lts",' +
          ' then npm start again\n',
  )
  process.exitCode = 1
} else {
  import('./environment/bootstrap.mjs').then((bootstrap) => bootstrap.main(process.argv.slice(2)))
}
