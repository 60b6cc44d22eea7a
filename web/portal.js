// SPDX-License-Identifier: EUPL-1.2
// What the pages gain with a script; without it they say the same.
(function () {
	"use strict";

	// A filter above each long list.
	function addFilter(table) {
		const rows = [...table.tBodies[0].rows];
		if (rows.length < 8) return;
		const line = document.createElement("p");
		const label = document.createElement("label");
		const input = document.createElement("input");
		const count = document.createElement("span");
		line.className = "filter";
		input.type = "search";
		count.setAttribute("role", "status");
		label.append("Filter " + table.dataset.filter + " ", input);
		line.append(label, " ", count);
		table.before(line);
		input.addEventListener("input", () => {
			const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
			let shown = 0;
			for (const row of rows) {
				const text = row.textContent.toLowerCase();
				row.hidden = !words.every((word) => text.includes(word));
				if (!row.hidden && !row.classList.contains("group")) shown++;
			}
			count.textContent = words.length ? shown + " shown" : "";
		});
	}

	// The sentence of a cell or bar, beside the pointer and beside the focus.
	const tip = document.createElement("div");
	tip.className = "tip";
	tip.hidden = true;
	tip.setAttribute("aria-hidden", "true");

	function titled(target) {
		const mark = target.closest && target.closest(".chart a, .chart .span, .chart .land");
		return mark && mark.querySelector("title");
	}

	function showTip(target) {
		const title = titled(target);
		if (!title) {
			tip.hidden = true;
			return;
		}
		const box = title.parentNode.getBoundingClientRect();
		tip.textContent = title.textContent;
		tip.hidden = false;
		const left = box.left + box.width / 2 - tip.offsetWidth / 2;
		const room = document.documentElement.clientWidth - tip.offsetWidth - 4;
		tip.style.left = Math.max(4, Math.min(left, room)) + scrollX + "px";
		tip.style.top = box.bottom + 6 + scrollY + "px";
	}

	// Arrow keys move through the grid as through a table.
	function moveInGrid(event) {
		const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
		const step = steps[event.key];
		const here = event.target.closest && event.target.closest(".heat a");
		if (!step || !here || event.altKey || event.ctrlKey || event.metaKey) return;
		const from = here.getBoundingClientRect();
		let best = null, least = Infinity;
		for (const other of here.ownerSVGElement.querySelectorAll("a")) {
			const box = other.getBoundingClientRect();
			const across = box.left + box.width / 2 - from.left - from.width / 2;
			const down = box.top + box.height / 2 - from.top - from.height / 2;
			const along = step[0] ? across * step[0] : down * step[1];
			const aside = Math.abs(step[0] ? down : across);
			if (other === here || along < 2 || aside > 8) continue;
			if (along < least) {
				least = along;
				best = other;
			}
		}
		if (best) {
			event.preventDefault();
			best.focus();
		}
	}

	// A figure that may change gets a slider; the rule runs again at the server.
	function addSlider(form) {
		const slider = document.createElement("input");
		const output = document.createElement("output");
		const address = new URL(form.dataset.trial, location.href);
		let waiting = false, asked = 0;
		slider.type = "range";
		slider.min = -form.dataset.down;
		slider.max = form.dataset.up;
		slider.value = 0;
		slider.setAttribute("aria-label", "Move " + form.parentNode.querySelector("h3").textContent);
		output.setAttribute("role", "status");
		for (const [name, value] of new FormData(form))
			if (name !== "by") address.searchParams.set(name, value);
		async function ask() {
			if (waiting) return;
			waiting = true;
			do {
				asked = slider.value;
				address.searchParams.set("steps", asked);
				try {
					output.textContent = (await (await fetch(address)).json()).says;
				} catch {
					output.textContent = "no answer";
				}
			} while (asked !== slider.value);
			waiting = false;
		}
		slider.addEventListener("input", ask);
		form.before(slider, output);
	}

	document.body.append(tip);
	document.querySelectorAll("form[data-trial]").forEach(addSlider);
	document.querySelectorAll("table[data-filter]").forEach(addFilter);
	document.addEventListener("pointerover", (event) => showTip(event.target));
	document.addEventListener("focusin", (event) => showTip(event.target));
	document.addEventListener("focusout", () => { tip.hidden = true; });
	document.addEventListener("keydown", moveInGrid);
	document.addEventListener("keydown", (event) => { if (event.key === "Escape") tip.hidden = true; });
})();
