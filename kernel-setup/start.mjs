/**
 * `npm start`: JupyterLab with the TypeScript kernel, from a bare clone.
 *
 * This file refuses an old Node in words, so its own syntax is one that old Nodes (12 and up) can
 * read; everything newer is behind the import. Node finds the builtin under its bare name in all.
 */
var wanted = [20, 19]
// The two languages of messages.mjs, which an old Node cannot import.
var chinese = /^zh/.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
var given = process.versions.node.split('.').map(Number)

if (given[0] < wanted[0] || (given[0] === wanted[0] && given[1] < wanted[1])) {
  process.stderr.write(
    chinese
      ? 'npm start 停止：需要：Node ' +
          wanted.join('.') +
          ' 以上的版本\n  实际：Node ' +
          process.versions.node +
          '（' +
          process.execPath +
          '）\n  办法：从 https://nodejs.org 安装最新的 LTS，或运行 nvm install --lts，' +
          '再运行 npm start\n'
      : 'npm start stopped: expected Node ' +
          wanted.join('.') +
          ' or newer\n' +
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
