// SPDX-License-Identifier: EUPL-1.2
// rules_duckdb.mjs FOLDER MODULES: the conditions of bench_rules by DuckDB on one thread, on the columns it left.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const [folder, modules] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(modules + "/")("@duckdb/node-api");
const names = ["inv", "inv_1", "inv_3", "def", "def_1", "def_3", "rt", "dep", "pers"];
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const conditions = JSON.parse(readFileSync(here("rules_conditions.json"), "utf8"))
	.map((c) => c.replace("MAX(", "GREATEST_KNOWN("));
const counts = readFileSync(folder + "/counts", "utf8").trim().split("\n").map((l) => l.split(" ").map(Number));

const db = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
await db.run("create macro greatest_known(a, b) as case when a is null or b is null then null else greatest(a, b) end");
await db.run("create table t (" + names.map((n) => `"${n}" bigint`).join(", ") + ")");
const values = names.map((n) => new BigInt64Array(readFileSync(`${folder}/${n}.i64`).buffer.slice(0)));
const gone = names.map((n) => readFileSync(`${folder}/${n}.u8`));
const rows = gone[0].length;
const appender = await db.createAppender("t");
for (let i = 0; i < rows; i++) {
	for (let c = 0; c < names.length; c++)
		gone[c][i] ? appender.appendNull() : appender.appendBigInt(values[c][i]);
	appender.endRow();
}
appender.closeSync();

let best = 1e9;
const list = conditions.map((c) => `count_if(${c})`).join(", ");
for (let run = 0; run < 3; run++) {
	const start = process.cpuUsage();
	await db.run(`select ${list} from t`);
	const used = process.cpuUsage(start);
	best = Math.min(best, (used.user + used.system) * 1000);
}
const asked = conditions.map((c) => `count_if(${c}), count_if(not (${c})), count_if((${c}) is null)`).join(", ");
const row = (await (await db.run(`select ${asked} from t`)).getRows())[0].map(Number);
const agree = counts.every((c, k) => c.every((n, j) => n === row[3 * k + j]));
const version = (await (await db.run("select version()")).getRows())[0][0];
console.log(`${("DuckDB " + version).padEnd(34)} ${(best / rows / conditions.length).toFixed(3).padStart(7)}   results ${agree ? "agree" : "DIFFER"}`);
