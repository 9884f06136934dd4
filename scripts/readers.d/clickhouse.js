// Prints the number of rows and the sum of their ids, as ClickHouse reads them: node clickhouse.js <node_modules> <glob>
const [modules, glob] = process.argv.slice(2);
const { query } = require(modules + '/chdb');
process.stdout.write(query(`select count(), sum(id) from file('${glob}', Parquet)`, 'TabSeparated'));
