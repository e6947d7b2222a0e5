import { matrix, multiply } from 'mathjs'

process.stdout.write(String(multiply(matrix([[1, 2]]), matrix([[3], [4]]))))
