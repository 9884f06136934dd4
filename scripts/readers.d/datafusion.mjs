// Prints the number of rows and the sum of their ids, as DataFusion reads them: node datafusion.mjs <node_modules> <root>
// The npm package datafusion-wasm reads S3 alone, so this answers its requests from the files.
import fs from 'node:fs';
import path from 'node:path';

const [modules, root] = process.argv.slice(2);
const above = path.dirname(path.resolve(root));
const bucket = 'bucket';

function* filesBelow(directory) {
  for (const name of fs.readdirSync(directory).sort()) {
    const file = path.join(directory, name);
    if (fs.statSync(file).isDirectory()) {
      yield* filesBelow(file);
    } else {
      yield path.relative(above, file);
    }
  }
}

function listing(prefix) {
  const contents = [...filesBelow(above)]
    .filter((key) => key.startsWith(prefix))
    .map((key) => `<Contents><Key>${key}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>"v"</ETag>`
      + `<Size>${fs.statSync(path.join(above, key)).size}</Size></Contents>`);
  return new Response(
    `<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`,
    { headers: { 'content-type': 'application/xml' } });
}

function object(key, method, range) {
  const file = path.join(above, key);
  if (!fs.existsSync(file)) {
    return new Response('', { status: 404 });
  }
  const bytes = fs.readFileSync(file);
  const headers = { etag: '"v"', 'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT', 'content-length': `${bytes.length}` };
  if (method === 'HEAD' || !range) {
    return new Response(method === 'HEAD' ? null : bytes, { headers });
  }
  const [first, last] = range.replace('bytes=', '').split('-');
  const start = first === '' ? bytes.length - Number(last) : Number(first);
  const end = first === '' || last === '' ? bytes.length : Math.min(Number(last) + 1, bytes.length);
  return new Response(bytes.subarray(start, end), {
    status: 206,
    headers: {
      ...headers, 'content-length': `${end - start}`, 'content-range': `bytes ${start}-${end - 1}/${bytes.length}`,
    },
  });
}

globalThis.fetch = async (request) => {
  const url = new URL(request.url);
  const answer = url.searchParams.has('list-type')
    ? listing(url.searchParams.get('prefix') ?? '')
    : object(decodeURIComponent(url.pathname).replace(`/${bucket}/`, ''), request.method, request.headers.get('range'));
  Object.defineProperty(answer, 'url', { value: url.href });
  return answer;
};

const directory = path.join(modules, 'datafusion-wasm');
const code = fs.readFileSync(path.join(directory, 'datafusion_wasm_bg.js'));
const glue = await import(`data:text/javascript;base64,${code.toString('base64')}`);
const compiled = await WebAssembly.instantiate(
  fs.readFileSync(path.join(directory, 'datafusion_wasm_bg.wasm')), { './datafusion_wasm_bg.js': glue });
glue.__wbg_set_wasm(compiled.instance.exports);
const context = glue.DataFusionContext.new();
context.set_s3_config('/', bucket, 'us-east-1', 'user', 'secret');
for (const statement of [
  `create external table events stored as parquet location 's3://${bucket}/${path.basename(root)}/'`,
  'select count(*), sum(id) from events']) {
  const printed = await context.execute_sql(statement);
  if (printed.includes('error')) {
    throw new Error(printed);
  }
  const row = printed.match(/\| *(\d+) *\| *(\d+) *\|/);
  if (row) {
    console.log(`= ${row[1]} ${row[2]}`);
  }
}
