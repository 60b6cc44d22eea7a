// SPDX-License-Identifier: EUPL-1.2
// portal.mjs BASE FIRST_LINK CHROMIUM: people's ways through the portal, in a real browser.  Prints
// TAP.  Every page that is visited is checked by axe, and for requests that leave the host, for
// errors of the console (a policy that was broken is one) and for text wider than the window.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(process.env.SERVANDA_NPM + "/node_modules/");
const { chromium } = require("playwright-core");
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [base, firstLink, executablePath] = process.argv.slice(2);

let number = 0;
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

function say(ok, text, ...wrong) {
	console.log(`${ok ? "ok" : "not ok"} ${++number} - ${text}`);
	if (!ok) for (const line of wrong.flat()) console.log(`# ${line}`);
}

async function open(options = {}) {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
	const page = await context.newPage();
	page.troubles = [];
	page.on("console", (m) => m.type() === "error" && page.troubles.push(m.text()));
	page.on("pageerror", (e) => page.troubles.push(String(e)));
	page.on("request", (r) => {
		if (!r.url().startsWith(base)) page.troubles.push("leaves the host: " + r.url());
	});
	return page;
}

// By way of the debugger, since the policy of the page lets no script in.
async function axe(page) {
	const found = await page.evaluate(
		`${axeSource}; axe.run(document, {resultTypes: ["violations"]}).then((r) =>
			r.violations.map((v) => v.id + ": " + v.help + " at " +
				v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")))`);
	return found;
}

async function checkPage(page, text) {
	const violations = await axe(page);
	say(violations.length === 0, `axe finds nothing wrong on ${text}`, violations);
	say(page.troubles.length === 0, `${text} loads from its host only and breaks no policy`, page.troubles);
	page.troubles.length = 0;
}

async function way(text, walk) {
	try {
		await walk();
	} catch (error) {
		say(false, text, String(error).split("\n").slice(0, 4));
	}
}

async function gridToRow(options, how) {
	const page = await open(options);
	await page.goto(base + "/?on=2020-04-17&year=2019");
	await page.locator(".heat a[href^='/commitments/17/FRA']").click();
	await page.waitForURL("**/commitments/17/FRA?on=2020-04-17&year=2019");
	const said = await page.locator("h1").innerText();
	await page.locator("#rows a.origin").first().click();
	await page.waitForURL("**/record/*");
	const row = await page.locator("tr.asked td").innerText();
	say(said.includes("France") && row.includes("FRA"), `from the grid to the row of a figure, ${how}`, said, row);
	await page.context().close();
}

await way("from the grid to a row", () => gridToRow({}, "with script"));
await way("from the grid to a row", () => gridToRow({ javaScriptEnabled: false }, "without script"));

await way("travel in time", async () => {
	const page = await open();
	await page.goto(base + "/states");
	const now = await page.locator("h1").innerText();
	await page.locator(".when input[name=on]").fill("2018-01-01");
	await page.locator(".when button").click();
	await page.waitForURL(/on=2018-01-01/);
	const then = await page.locator("h1").innerText();
	say(now.startsWith("26 ") && then.startsWith("25 "), "a day on the page travels in time", now, then);
	await page.locator("a[rel=bookmark]").click();
	const cited = await page.locator("h1").innerText();
	say(cited === then && page.url().includes("known="), "the address to cite gives the same view", page.url());
	await page.context().close();
});

await way("compare two states", async () => {
	const page = await open();
	await page.goto(base + "/states?on=2020-04-17");
	await page.locator("select[name=a]").selectOption("FRA");
	await page.locator("select[name=b]").selectOption("DEU");
	await page.locator("form.line button").click();
	const said = await page.locator("h1").innerText();
	say(said.includes("France and Germany"), "two states stand side by side", said);
	await checkPage(page, "the comparison");
	await page.context().close();
});

await way("play a vote", async () => {
	const page = await open({ javaScriptEnabled: false });
	await page.goto(base + "/votes/project_list?on=2023-06-01");
	const before = await page.locator(".verdict").innerText();
	await page.locator("tr", { hasText: "Denmark" }).locator("a", { hasText: "against" }).click();
	const after = await page.locator(".verdict").innerText();
	say(before === "Adopted" && after === "Not adopted", "one vote against ends unanimity", before, after);
	say(page.url().includes("against=DNK"), "the vote stands in the address", page.url());
	await page.context().close();
});

await way("follow a request", async () => {
	const page = await open();
	await page.goto(base + "/requests");
	await page.locator("tbody a", { hasText: "United Kingdom" }).first().click();
	await page.waitForURL("**/requests/GBR/*");
	const conditions = await page.locator("#conditions tbody tr").count();
	say(conditions >= 7, "a request stands beside its conditions", String(conditions));
	await checkPage(page, "a request");
	await page.context().close();
});

async function verifyReceipt(options, how) {
	const page = await open(options);
	await page.goto(base + "/record/4");
	const receipt = await (await page.request.get(base + "/record/4/receipt")).text();
	await page.goto(base + "/record");
	await page.getByRole("link", { name: "Verify a receipt" }).click();
	await page.locator("textarea").fill(receipt);
	await page.locator("form.stack button").click();
	const said = await page.locator("h1").innerText();
	await page.goto(base + "/record/check");
	await page.locator("textarea").fill(receipt.replace("index 4", "index 5"));
	await page.locator("form.stack button").click();
	const wrong = await page.locator("#step-inclusion").innerText();
	say(said === "The receipt holds" && wrong.includes("fails"), `a receipt is verified on the page, ${how}`, said, wrong);
	if (how === "with script") await checkPage(page, "a receipt that does not hold");
	await page.context().close();
}

await way("verify a receipt", () => verifyReceipt({}, "with script"));
await way("verify a receipt", () => verifyReceipt({ javaScriptEnabled: false }, "without script"));

await way("drag a figure", async () => {
	const page = await open();
	await page.goto(base + "/commitments/2/all?on=2020-04-17&year=2019");
	const slider = page.locator("#keep input[type=range]").first();
	await slider.evaluate((s) => { s.value = s.min; s.dispatchEvent(new Event("input")); });
	const output = page.locator("#keep output").first();
	await output.filter({ hasText: ":" }).waitFor();
	const said = await output.innerText();
	say(!said.endsWith(": met"), "a figure that is dragged moves the verdict", said);
	await checkPage(page, "what would keep it");
	await page.context().close();
});

await way("try a figure", async () => {
	const page = await open({ javaScriptEnabled: false });
	await page.goto(base + "/commitments/2/all?on=2020-04-17&year=2019");
	await page.locator("#keep input[name=by]").first().fill("-5000");
	await page.locator("#keep input[name=by]").first().press("Enter");
	await page.waitForURL("**/try?*");
	const said = await page.locator("h1").innerText();
	say(said === "on track", "without script a form does", said);
	await page.context().close();
});

await way("find what exists", async () => {
	const page = await open({ javaScriptEnabled: false });
	await page.goto(base + "/overlap?on=2025-06-01");
	await page.locator("textarea").fill("an unmanned vehicle that hunts sea mines");
	await page.locator("form.stack button").click();
	const first = await page.locator("tbody th").first().innerText();
	say(/mine/i.test(first), "a pasted proposal finds the projects that exist", first);
	say(!page.url().includes("unmanned"), "and stays out of the address", page.url());
	await page.context().close();
});

await way("take a drawing away", async () => {
	const page = await open();
	await page.goto(base + "/commitments/2?on=2020-04-17&year=2019");
	const href = await page.locator(".figure-files a", { hasText: "SVG" }).first().getAttribute("href");
	const svg = await page.request.get(base + href);
	await page.goto(base + href);
	const size = await page.evaluate(() => document.documentElement.getBBox().width);
	say(svg.headers()["content-type"] === "image/svg+xml" && size > 300, "a drawing is a file that opens alone", String(size));
	await page.context().close();
});

await way("log in", async () => {
	const page = await open();
	await page.goto(firstLink);
	await page.locator("input[name=name]").fill("keeper");
	await page.locator("input[name=password]").fill("four words are fine");
	await page.locator("form.stack button").click();
	await page.waitForURL("**/login");
	await checkPage(page, "the way in");
	await page.locator("input[name=name]").fill("keeper");
	await page.locator("input[name=password]").fill("four words are fine");
	await page.locator("form.stack button").click();
	await page.waitForURL(base + "/");
	const reader = await page.locator(".reader").innerText();
	say(reader.includes("keeper, operator"), "the first account is made and logs in", reader);
	await page.goto(base + "/accounts");
	await checkPage(page, "the accounts");
	const again = await page.goto(firstLink);
	say(again.status() === 403, "the first link is used up", String(again.status()));
	page.troubles.length = 0;
	await page.goto(base + "/");
	await page.locator("form[action='/logout'] button").click();
	await page.waitForURL(base + "/");
	const barred = await page.goto(base + "/accounts");
	say(barred.status() === 403, "logging out ends the session", String(barred.status()));
	await page.context().close();
});

await way("the keyboard", async () => {
	const page = await open();
	await page.goto(base + "/?on=2020-04-17&year=2019");
	await page.keyboard.press("Tab");
	const first = await page.evaluate(() => document.activeElement.textContent);
	say(first === "Skip to the content", "the first key leads past the menu", first);
	const cell = page.locator(".heat a[href^='/commitments/17/FRA']");
	await cell.focus();
	const tip = await page.locator(".tip").innerText();
	await page.keyboard.press("ArrowLeft");
	const left = await page.evaluate(() => document.activeElement.getAttribute("href"));
	say(tip.includes("France") && left.includes("/commitments/17/FIN"), "arrows move through the grid, and the cell speaks", tip, left);
	await page.locator(".filter input").count();
	await page.goto(base + "/projects?on=2023-06-01");
	await page.locator(".filter input").fill("mobility");
	const shown = await page.locator("table.projects tbody tr:visible").count();
	say(shown > 0 && shown < 20, "a filter leaves what it names", String(shown));
	await page.context().close();
});

const pages = ["/", "/commitments", "/commitments/2", "/commitments/2/all", "/commitments/17/FRA", "/states",
	"/states/FRA", "/states/NOR", "/projects", "/projects/mm", "/requests", "/votes",
	"/overlap?on=2025-06-01", "/overlap/types?category=main_battle_tank&against=USA&adopt=Leopard+2&by=POL,CZE",
	"/deployability", "/deployability/artemis-2003",
	"/votes/admission?concerning=DNK&on=2023-05-22", "/record", "/record/check", "/record/4", "/record/sources", "/api", "/nothing"];

// In the dark only colours differ, and these pages have all of them.
const dark = ["/", "/commitments/2", "/states/FRA", "/projects/mm", "/votes/admission?concerning=DNK&on=2023-05-22"];
for (const scheme of ["light", "dark"]) {
	const page = await open({ colorScheme: scheme });
	for (const path of scheme === "dark" ? dark : pages) {
		await way(path, async () => {
			await page.goto(base + path);
			if (path === "/nothing") page.troubles.length = 0;
			await checkPage(page, `${path}, ${scheme}`);
		});
	}
	await page.context().close();
}

// What a page weighs as it is sent.
for (const path of [...pages, "/assets/portal.js", "/assets/portal.css"]) {
	await way(path, async () => {
		const answer = await fetch(base + path, { headers: { "accept-encoding": "gzip" } });
		const plain = (await answer.arrayBuffer()).byteLength;
		const sent = Number(answer.headers.get("content-length") ?? plain);
		const most = path.endsWith(".js") ? 30 << 10 : 120 << 10;
		say(sent <= most, `${path} weighs at most ${most >> 10} KB compressed`, `${sent} bytes`);
	});
}

const narrow = await open({ viewport: { width: 360, height: 740 } });
for (const path of pages) {
	await way(path, async () => {
		await narrow.goto(base + path);
		const over = await narrow.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		say(over <= 0, `${path} fits 360 pixels`, `${over} too wide`);
	});
}

console.log(`1..${number}`);
await browser.close();
