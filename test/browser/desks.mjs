// SPDX-License-Identifier: EUPL-1.2
// desks.mjs BASE FOLDER CHROMIUM: the ways of those who have an account, in a real browser, with and
// without script: a plan from the workbook to its receipt, a judgement from the cell to the answer.
// FOLDER has right.xlsx and wrong.xlsx, plans of France.  Prints TAP.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";

const require = createRequire(process.env.SERVANDA_NPM + "/node_modules/");
const { chromium } = require("playwright-core");
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [base, folder, executablePath] = process.argv.slice(2);

let number = 0;
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

function say(ok, text, ...wrong) {
	console.log(`${ok ? "ok" : "not ok"} ${++number} - ${text}`);
	if (!ok) for (const line of wrong.flat()) console.log(`# ${line}`);
}

async function way(text, walk) {
	try {
		await walk();
	} catch (error) {
		say(false, text, String(error).split("\n").slice(0, 6));
	}
}

async function logIn(name, options = {}) {
	const context = await browser.newContext({ viewport: { width: 1280, height: 1600 }, reducedMotion: "reduce", ...options });
	const page = await context.newPage();
	page.troubles = [];
	page.scripted = options.javaScriptEnabled !== false;
	page.on("console", (m) => m.type() === "error" && page.troubles.push(m.text()));
	page.on("pageerror", (e) => page.troubles.push(String(e)));
	page.on("request", (r) => {
		if (!r.url().startsWith(base)) page.troubles.push("leaves the host: " + r.url());
	});
	await page.goto(base + "/login");
	await page.locator("input[name=name]").fill(name);
	await page.locator("input[name=password]").fill("four words are fine");
	await page.locator("form.stack button").click();
	await page.waitForURL(base + "/");
	return page;
}

// axe is a script itself; the page without script is the same document.
async function checkPage(page, text) {
	const violations = !page.scripted ? [] : await page.evaluate(
		`${axeSource}; axe.run(document, {resultTypes: ["violations"]}).then((r) =>
			r.violations.map((v) => v.id + ": " + v.help + " at " +
				v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")))`);
	if (page.scripted) say(violations.length === 0, `axe finds nothing wrong on ${text}`, violations);
	say(page.troubles.length === 0, `${text} loads from its host only and breaks no policy`, page.troubles);
	page.troubles.length = 0;
}

function step(page, heading) {
	return page.locator("section.step", { has: page.locator("h3", { hasText: heading }) });
}

async function handIn(page, year, file, button) {
	await page.goto(`${base}/plans/FRA/${year}`);
	await page.locator("input[type=file]").setInputFiles(`${folder}/${file}`);
	await page.locator("button", { hasText: button }).click();
	await page.waitForLoadState();
}

// The year differs so that both walks begin with nothing.
async function planWay(options, how, year, wrong, right) {
	const author = await logIn("durand", options);
	await author.goto(base + "/plans");
	await author.locator("a", { hasText: `Plan for ${year}` }).click();
	await author.waitForURL(`**/plans/FRA/${year}`);
	await handIn(author, year, wrong, "Only check");
	const cell = await author.locator(".findings .place code", { hasText: /^Finance!E\d+$/ }).first().innerText();
	const finding = await author.locator(".findings tr.f-error").first().innerText();
	say(cell.startsWith("Finance!E") && finding.length > 20, `findings stand at their sheet and cell, ${how}`, cell, finding);
	await checkPage(author, `a check, ${how}`);

	await handIn(author, year, wrong, "Record as a draft");
	const lead = await author.locator("header.title + .lead").innerText();
	say(lead.includes("Draft"), `a draft with errors waits to be drafted again, ${how}`, lead);
	await handIn(author, year, right, "Record as a draft");
	const receipt = await author.locator(".notice").innerText();
	say(/drafted/.test(receipt) && /[0-9a-f]{64}/.test(receipt), `a draft has a receipt, ${how}`, receipt);
	const approves = await step(author, "Approve").count();
	say(approves === 0, `its author has no button to approve it, ${how}`, String(approves));
	await checkPage(author, `a plan, ${how}`);
	await author.locator("#drafts a", { hasText: "Draft 2" }).click();
	await author.waitForURL("**/drafts/*");
	await checkPage(author, `a draft, ${how}`);

	const approver = await logIn("martin", options);
	await approver.goto(`${base}/plans/FRA/${year}`);
	await step(approver, "Approve").locator("button").click();
	await approver.waitForURL(/done=/);
	await step(approver, "Sign it").locator("button").click();
	await approver.waitForURL(/done=/);
	await step(approver, "Submit").locator("button").click();
	await approver.waitForURL(/done=/);
	const said = await approver.locator(".notice").innerText();
	say(said.includes("submitted"), `another account approves, signs and submits, ${how}`, said);
	await approver.goto(`${base}/plans/FRA/${year}`);
	await approver.locator("#drafts a", { hasText: "changes since" }).click();
	await approver.waitForURL("**/changes?*");
	const changed = await approver.locator("tbody tr").count();
	say(changed > 0, `two drafts stand side by side, ${how}`, String(changed));
	await checkPage(approver, `the changes, ${how}`);

	const foreign = await logIn("klein", options);
	const barred = await foreign.goto(`${base}/plans/FRA/${year}`);
	say(barred.status() === 403, `another state's desk is closed, ${how}`, String(barred.status()));

	const assessor = await logIn("berg", options);
	await assessor.goto(`${base}/plans/FRA/${year}/value?at=/finance/rd/${year}`);
	await assessor.locator("textarea").fill("does this count R&D twice?");
	await assessor.locator("form.stack button").click();
	await assessor.waitForURL(/done=/);
	await author.goto(`${base}/plans/FRA/${year}/value?at=/finance/rd/${year}`);
	const asked = await author.locator("tbody").innerText();
	say(asked.includes("does this count R&D twice?"), `a question stands at its value, ${how}`, asked);
	await checkPage(author, `a value, ${how}`);
	for (const page of [author, approver, foreign, assessor]) await page.context().close();
}

await way("a plan, with script", () => planWay({}, "with script", 2026, "wrong-2026.xlsx", "right-2026.xlsx"));
await way("a plan, without script", () =>
	planWay({ javaScriptEnabled: false }, "without script", 2025, "wrong-2025.xlsx", "right-2025.xlsx"));

async function judgementWay(options, how, cell) {
	const assessor = await logIn("berg", options);
	await assessor.goto(base + "/judgements?rated=2025");
	await checkPage(assessor, `the assessor's desk, ${how}`);
	await assessor.locator(`#open a[href='${cell}']`).click();
	await assessor.waitForURL("**" + cell);
	await assessor.locator("select[name=rating]").selectOption("on_track");
	await assessor.locator("textarea[name=rationale]").fill("the file of March says so");
	await assessor.locator("input[name=evidence]").fill("4, 5");
	await assessor.locator("input[name=releasable]").focus();
	await assessor.keyboard.press("Space");
	await step(assessor, "Judge it").locator("button").click();
	await assessor.waitForURL("**" + cell);
	const waits = await assessor.locator("header.title + .lead").innerText();
	const confirms = await step(assessor, "Confirm").count();
	say(waits.includes("second reader") && confirms === 0, `a judgement waits for somebody else, ${how}`, waits);
	await checkPage(assessor, `a judgement, ${how}`);

	const reader = await logIn("lind", options);
	await reader.goto(base + "/judgements?rated=2025");
	await reader.locator(`#second a[href='${cell}']`).click();
	await reader.waitForURL("**" + cell);
	await step(reader, "Confirm").locator("button").click();
	await reader.waitForURL("**" + cell);
	const rated = await reader.locator("header.title + .lead").innerText();
	say(rated.includes("on track") && rated.includes("confirmed"), `a second reader confirms it, and it rates, ${how}`, rated);

	const desk = await logIn("martin", options);
	await desk.goto(base + cell);
	await step(desk, "Answer").locator("textarea").fill("and so says that of April");
	await step(desk, "Answer").locator("button").click();
	await desk.waitForURL("**" + cell);
	const item = cell.split("/").pop();
	await desk.goto(`${base}/commitments/${item}/FRA?year=2025`);
	const shown = await desk.locator("main").innerText();
	say(shown.includes("the file of March says so") && shown.includes("and so says that of April"),
		`the rating shows both, ${how}`, shown.slice(0, 400));
	for (const page of [assessor, reader, desk]) await page.context().close();
}

await way("a judgement, with script", () => judgementWay({}, "with script", "/judgements/FRA/2025/14"));
await way("a judgement, without script", () =>
	judgementWay({ javaScriptEnabled: false }, "without script", "/judgements/FRA/2025/11"));

await way("what comes from outside", async () => {
	const page = await logIn("durand");
	const download = page.waitForEvent("download");
	await page.goto(base + "/plans/FRA/2026");
	await page.locator("a", { hasText: "The workbook to fill in" }).click();
	const name = (await download).suggestedFilename();
	say(name === "plan-FRA-2026.xlsx", "the workbook to fill in is kept under its name", name);
	writeFileSync(`${folder}/large.xlsx`, Buffer.alloc(17 << 20, "PK"));
	await page.locator("input[type=file]").setInputFiles(`${folder}/large.xlsx`).catch(() => {});
	const answer = await page.request.post(base + "/plans/FRA/2026/upload", {
		headers: { "content-type": "multipart/form-data; boundary=x" }, data: Buffer.alloc(17 << 20, "a"),
	});
	say(answer.status() === 413, "a file that is too large is refused", String(answer.status()));
	await page.context().close();
});

const narrow = await logIn("berg", { viewport: { width: 360, height: 740 } });
for (const path of ["/plans", "/plans/FRA/2026", "/plans/FRA/2026/value?at=/finance/rd/2026", "/judgements",
	"/judgements/FRA/2025/14"]) {
	await way(path, async () => {
		await narrow.goto(base + path);
		const over = await narrow.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		say(over <= 0, `${path} fits 360 pixels`, `${over} too wide`);
	});
}
await narrow.context().close();

const dark = await logIn("durand", { colorScheme: "dark" });
for (const path of ["/plans", "/plans/FRA/2026", "/judgements", "/judgements/FRA/2025/14"]) {
	await way(path, async () => {
		await dark.goto(base + path);
		await checkPage(dark, `${path}, dark`);
	});
}

console.log(`1..${number}`);
await browser.close();
