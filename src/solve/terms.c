/* SPDX-License-Identifier: EUPL-1.2 */
#include "solve/terms.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/macros.h"
#include "solve/language.h"

/* A word that was met before is looked up rather than folded and stemmed again. */
struct known_word {
	uint64_t raw;  /* hash of the bytes as written; 0: free */
	uint64_t stem; /* key of the word's term; 0: a word of function */
};

struct sv_tokeniser {
	struct sb_stemmer *stemmer; /* NULL without one */
	unsigned forms;
	struct known_word *known;
	size_t known_count, known_slots;
	uint64_t *stop; /* hashes of words of function, by hash; ends with none */
	size_t stop_count;
};

#define KNOWN_SLOTS_FIRST 4096
#define KNOWN_SLOTS_MAX (1 << 22)

static uint64_t mixed(uint64_t h)
{
	h ^= h >> 33;
	h *= 0xff51afd7ed558ccdULL;
	h ^= h >> 33;
	h *= 0xc4ceb9fe1a85ec53ULL;
	h ^= h >> 33;
	return h;
}

uint64_t sv_hash_bytes(const void *bytes, size_t len)
{
	const unsigned char *p = bytes;
	uint64_t h = 0xcbf29ce484222325ULL;

	for (size_t i = 0; i < len; i++)
		h = (h ^ p[i]) * 0x100000001b3ULL;
	return mixed(h);
}

enum sv_text_term_kind sv_text_term_kind(uint64_t key)
{
	return (enum sv_text_term_kind)(key & 3);
}

static uint64_t key_of(uint64_t hash, enum sv_text_term_kind kind)
{
	return (hash & ~(uint64_t)3) | kind;
}

void sv_terms_free(struct sv_text_terms *terms)
{
	free(terms->items);
	*terms = (struct sv_text_terms)SV_TERMS_INIT;
}

static void add(struct sv_text_terms *terms, uint64_t key, unsigned column, size_t at, size_t len)
{
	if (column)
		key = key_of(mixed(key + column * 0x9e3779b97f4a7c15ULL), sv_text_term_kind(key));
	if (terms->count == terms->cap) {
		terms->cap = terms->cap ? terms->cap * 2 : 64;
		terms->items = sv_xrealloc(terms->items, terms->cap * sizeof(*terms->items));
	}
	terms->items[terms->count++] = (struct sv_text_term){key, (uint32_t)at, (uint32_t)len};
}

static int compare_terms(const void *a, const void *b)
{
	const struct sv_text_term *s = a, *t = b;

	if (s->key != t->key)
		return s->key < t->key ? -1 : 1;
	return s->at < t->at ? -1 : s->at > t->at;
}

static bool stands_before(const struct sv_text_term *s, const struct sv_text_term *t)
{
	return s->key != t->key ? s->key < t->key : s->at < t->at;
}

/* Short runs, as most texts are, are put in order in place; for these qsort() is several times
 * slower, and every text is sorted once. */
static void sort_short(struct sv_text_term *items, size_t count)
{
	static const size_t gaps[] = {132, 57, 23, 10, 4, 1};

	for (size_t g = 0; g < SV_ARRAY_LEN(gaps); g++) {
		size_t gap = gaps[g];

		for (size_t i = gap; i < count; i++) {
			struct sv_text_term item = items[i];
			size_t at = i;

			for (; at >= gap && stands_before(&item, &items[at - gap]); at -= gap)
				items[at] = items[at - gap];
			items[at] = item;
		}
	}
}

void sv_terms_settle(struct sv_text_terms *terms)
{
	size_t kept = 0;

	if (terms->count > 512)
		qsort(terms->items, terms->count, sizeof(*terms->items), compare_terms);
	else
		sort_short(terms->items, terms->count);
	for (size_t i = 0; i < terms->count; i++)
		if (!kept || terms->items[kept - 1].key != terms->items[i].key)
			terms->items[kept++] = terms->items[i];
	terms->count = kept;
}

static int compare_hashes(const void *a, const void *b)
{
	const uint64_t *s = a, *t = b;

	return *s < *t ? -1 : *s > *t;
}

bool sv_language_has_stems(const char *language)
{
	struct sb_stemmer *stemmer = language[0] ? sb_stemmer_new(language, NULL) : NULL;
	bool has = stemmer != NULL;

	sb_stemmer_delete(stemmer);
	return has;
}

struct sv_tokeniser *sv_tokeniser_new(const char *language, unsigned forms)
{
	const struct sv_language *words = sv_language_find(language);
	struct sv_tokeniser *t = sv_xmalloc(sizeof(*t));

	*t = (struct sv_tokeniser){
	    .stemmer = language[0] ? sb_stemmer_new(language, NULL) : NULL,
	    .forms = forms,
	    .known_slots = KNOWN_SLOTS_FIRST,
	};
	t->known = sv_xmalloc(t->known_slots * sizeof(*t->known));
	memset(t->known, 0, t->known_slots * sizeof(*t->known));
	if (words) {
		struct sv_str rest = sv_str_from(words->words), word;

		t->stop = sv_xmalloc(rest.len * sizeof(*t->stop));
		while (sv_str_split(&rest, ' ', &word))
			t->stop[t->stop_count++] = sv_hash_bytes(word.ptr, word.len);
		qsort(t->stop, t->stop_count, sizeof(*t->stop), compare_hashes);
	}
	return t;
}

void sv_tokeniser_free(struct sv_tokeniser **tokeniser)
{
	struct sv_tokeniser *t = *tokeniser;

	if (!t)
		return;
	sb_stemmer_delete(t->stemmer);
	free(t->known);
	free(t->stop);
	free(t);
	*tokeniser = NULL;
}

/* Folded text of a word: in `small` when it is ASCII, else from utf8proc. */
struct folded {
	char small[SV_WORD_BYTES_MAX];
	const char *ptr;
	size_t len;
	utf8proc_uint8_t *owned;
};

static void fold_done(struct folded *folded)
{
	free(folded->owned);
}

static bool is_ascii(struct sv_str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] >= 0x80)
			return false;
	return true;
}

/* Marks are stripped for 3-grams, so that a word written without its accents is still kin. */
static void fold(struct sv_str word, bool strip_marks, struct folded *ret)
{
	utf8proc_option_t options = UTF8PROC_CASEFOLD | UTF8PROC_COMPAT | UTF8PROC_COMPOSE |
				    UTF8PROC_STABLE | (strip_marks ? UTF8PROC_STRIPMARK : 0);
	utf8proc_ssize_t len;

	ret->owned = NULL;
	if (word.len <= sizeof(ret->small) && is_ascii(word)) {
		for (size_t i = 0; i < word.len; i++) {
			char c = word.ptr[i];

			ret->small[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
		}
		ret->ptr = ret->small;
		ret->len = word.len;
		return;
	}
	len = utf8proc_map((const utf8proc_uint8_t *)word.ptr, (utf8proc_ssize_t)word.len,
			   &ret->owned, options);
	if (len == UTF8PROC_ERROR_NOMEM)
		sv_out_of_memory();
	/* Anything else that utf8proc refuses stands as it was written. */
	ret->ptr = len >= 0 ? (const char *)ret->owned : word.ptr;
	ret->len = len >= 0 ? (size_t)len : word.len;
}

static bool is_function_word(const struct sv_tokeniser *t, struct sv_str folded)
{
	uint64_t hash = sv_hash_bytes(folded.ptr, folded.len);

	return t->stop_count &&
	       bsearch(&hash, t->stop, t->stop_count, sizeof(*t->stop), compare_hashes);
}

static uint64_t stem_of(struct sv_tokeniser *t, struct sv_str word)
{
	_cleanup_(fold_done) struct folded folded;
	struct sv_str text;

	fold(word, false, &folded);
	text = (struct sv_str){folded.ptr, folded.len};
	if (is_function_word(t, text))
		return 0;
	if (t->stemmer && text.len <= SV_WORD_BYTES_MAX) {
		const sb_symbol *stem =
		    sb_stemmer_stem(t->stemmer, (const sb_symbol *)text.ptr, (int)text.len);

		if (!stem)
			sv_out_of_memory();
		text = (struct sv_str){(const char *)stem, (size_t)sb_stemmer_length(t->stemmer)};
	}
	return key_of(sv_hash_bytes(text.ptr, text.len), SV_TERM_WORD) | 8;
}

static void grow_known(struct sv_tokeniser *t)
{
	size_t slots = t->known_slots * 2;
	struct known_word *known = sv_xmalloc(slots * sizeof(*known));

	memset(known, 0, slots * sizeof(*known));
	for (size_t i = 0; i < t->known_slots; i++) {
		size_t at = t->known[i].raw & (slots - 1);

		if (!t->known[i].raw)
			continue;
		while (known[at].raw)
			at = (at + 1) & (slots - 1);
		known[at] = t->known[i];
	}
	free(t->known);
	t->known = known;
	t->known_slots = slots;
}

/* The key of a word's term, or 0 for a word of function. */
static uint64_t word_key(struct sv_tokeniser *t, struct sv_str word)
{
	uint64_t raw = sv_hash_bytes(word.ptr, word.len) | 1;
	size_t at = raw & (t->known_slots - 1);
	uint64_t stem;

	while (t->known[at].raw) {
		if (t->known[at].raw == raw)
			return t->known[at].stem;
		at = (at + 1) & (t->known_slots - 1);
	}
	stem = stem_of(t, word);
	if (t->known_count * 2 >= t->known_slots) {
		if (t->known_slots >= KNOWN_SLOTS_MAX)
			return stem;
		grow_known(t);
		at = raw & (t->known_slots - 1);
		while (t->known[at].raw)
			at = (at + 1) & (t->known_slots - 1);
	}
	t->known[at] = (struct known_word){raw, stem};
	t->known_count++;
	return stem;
}

/* 3-grams of " word ": a code point takes 21 bits, so three of them are exact in a key. */
static void add_grams(struct sv_text_terms *terms, struct sv_str word, unsigned column, size_t at)
{
	_cleanup_(fold_done) struct folded folded;
	uint64_t gram = ' ';
	size_t pos = 0, count = 0;

	fold(word, true, &folded);
	while (pos <= folded.len) {
		utf8proc_int32_t c = ' ';
		utf8proc_ssize_t n = 1;

		if (pos < folded.len) {
			n = utf8proc_iterate((const utf8proc_uint8_t *)folded.ptr + pos,
					     (utf8proc_ssize_t)(folded.len - pos), &c);
			if (n <= 0 || c < 0) {
				n = 1;
				c = 0xfffd;
			}
		}
		pos += (size_t)n;
		gram = (gram << 21 | (uint64_t)c) & ((1ULL << 63) - 1);
		if (++count >= 2)
			add(terms, key_of(mixed(gram), SV_TERM_GRAM), column, at, word.len);
	}
}

static void add_word(struct sv_text_terms *terms, struct sv_tokeniser *t, struct sv_str text,
		     size_t at, size_t len, unsigned column)
{
	struct sv_str word = {text.ptr + at, len};
	uint64_t key = word_key(t, word);

	/* A letter alone says little; one that stands for a word (an ideogram) has more bytes. */
	if (!key || len < 2)
		return;
	if (t->forms & SV_FORM_WORDS)
		add(terms, key, column, at, len);
	if ((t->forms & SV_FORM_GRAMS) && len <= SV_WORD_BYTES_MAX)
		add_grams(terms, word, column, at);
}

/* What a run of letters, digits, '-' and '.' is made of. */
struct run {
	size_t at, len;
	bool has_digit, has_letter, starts_with_digit;
	bool is_capitals; /* two letters at least, none of them small */
	bool starts_capital;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The digits and letters of a run, folded; ".00" at the end of a number says nothing. */
static void add_designation(struct sv_text_terms *terms, struct sv_str text, const struct run *word,
			    const struct run *run, unsigned column)
{
	char bytes[2 * SV_WORD_BYTES_MAX];
	struct folded folded = {.owned = NULL};
	size_t len = 0;
	bool is_number = !run->has_letter && !memchr(text.ptr + run->at, '-', run->len);

	if (run->len > SV_WORD_BYTES_MAX || (word && word->len > SV_WORD_BYTES_MAX))
		return;
	if (word) {
		fold((struct sv_str){text.ptr + word->at, word->len}, false, &folded);
		for (size_t i = 0; i < folded.len && len < sizeof(bytes); i++)
			if (folded.ptr[i] != '-' && folded.ptr[i] != '.')
				bytes[len++] = folded.ptr[i];
		fold_done(&folded);
	}
	fold((struct sv_str){text.ptr + run->at, run->len}, false, &folded);
	for (size_t i = 0; i < folded.len && len < sizeof(bytes); i++)
		if (folded.ptr[i] != '-' && (is_number || folded.ptr[i] != '.'))
			bytes[len++] = folded.ptr[i];
	fold_done(&folded);
	if (is_number && memchr(bytes, '.', len)) {
		while (bytes[len - 1] == '0')
			len--;
		if (bytes[len - 1] == '.')
			len--;
	}
	if (word)
		add(terms, key_of(sv_hash_bytes(bytes, len), SV_TERM_DESIGNATION), column, word->at,
		    run->at + run->len - word->at);
	else
		add(terms, key_of(sv_hash_bytes(bytes, len), SV_TERM_DESIGNATION), column, run->at,
		    run->len);
}

/* Whether the word before belongs to the number behind it: STANAG 4609, Leopard 2A6, Role 2. */
static bool belongs_together(struct sv_str text, const struct run *word, const struct run *run)
{
	return word->len && !word->has_digit && run->starts_with_digit &&
	       run->at == word->at + word->len + 1 && text.ptr[run->at - 1] == ' ' &&
	       (word->is_capitals || (word->starts_capital && (run->has_letter || run->len <= 2)));
}

/* A run without a digit is words with hyphens between them. */
static void add_words(struct sv_text_terms *terms, struct sv_tokeniser *t, struct sv_str text,
		      const struct run *run, unsigned column)
{
	size_t end = run->at + run->len, start = run->at;

	for (size_t i = run->at; i <= end; i++) {
		if (i < end && text.ptr[i] != '-' && text.ptr[i] != '.')
			continue;
		if (i > start)
			add_word(terms, t, text, start, i - start, column);
		start = i + 1;
	}
}

/* 1 for a letter or mark, 2 for a digit, 0 for anything else; *ret_len its bytes. */
static int class_at(struct sv_str text, size_t pos, size_t *ret_len, bool *ret_upper,
		    bool *ret_lower)
{
	unsigned char byte = (unsigned char)text.ptr[pos];
	utf8proc_int32_t c;
	utf8proc_ssize_t n;
	utf8proc_category_t category;

	*ret_len = 1;
	*ret_upper = byte >= 'A' && byte <= 'Z';
	*ret_lower = byte >= 'a' && byte <= 'z';
	if (byte < 0x80)
		return *ret_upper || *ret_lower ? 1 : is_digit((char)byte) ? 2 : 0;
	n = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + pos,
			     (utf8proc_ssize_t)(text.len - pos), &c);
	if (n <= 0 || c < 0)
		return 0;
	*ret_len = (size_t)n;
	category = utf8proc_category(c);
	*ret_upper = category == UTF8PROC_CATEGORY_LU;
	*ret_lower = category == UTF8PROC_CATEGORY_LL;
	if (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME)
		return 1;
	return category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO ? 2 : 0;
}

/* The next run at or after pos; false at the end of the text. */
static bool next_run(struct sv_str text, size_t pos, struct run *ret)
{
	struct run run = {0};
	size_t letters = 0, small = 0, len;
	bool upper, lower;
	int class = 0;

	while (pos < text.len && !(class = class_at(text, pos, &len, &upper, &lower)))
		pos += len;
	if (pos >= text.len)
		return false;
	run.at = pos;
	run.starts_with_digit = class == 2;
	run.starts_capital = upper;
	while (pos < text.len) {
		class = class_at(text, pos, &len, &upper, &lower);
		if (!class &&
		    ((text.ptr[pos] != '-' && text.ptr[pos] != '.') || pos + 1 >= text.len ||
		     !class_at(text, pos + 1, &(size_t){0}, &upper, &lower)))
			break;
		letters += class == 1;
		small += class == 1 && lower;
		run.has_digit = run.has_digit || class == 2;
		pos += len;
	}
	run.has_letter = letters > 0;
	run.is_capitals = letters >= 2 && !small;
	run.len = pos - run.at;
	*ret = run;
	return true;
}

void sv_terms_add(struct sv_text_terms *terms, struct sv_tokeniser *tokeniser, struct sv_str text,
		  unsigned column)
{
	struct run run, before = {0};
	size_t pos = 0;

	while (next_run(text, pos, &run)) {
		if (run.has_digit)
			add_designation(terms, text, NULL, &run, column);
		else
			add_words(terms, tokeniser, text, &run, column);
		if (run.has_digit && belongs_together(text, &before, &run))
			add_designation(terms, text, &before, &run, column);
		before = run;
		pos = run.at + run.len;
	}
}

/* How many of the words of a text are in a list; a word is what stands between spaces. */
static size_t words_in(struct sv_str text, const char *list)
{
	size_t found = 0;
	struct run run;

	for (size_t pos = 0; next_run(text, pos, &run); pos = run.at + run.len) {
		_cleanup_(fold_done) struct folded folded;
		struct sv_str rest = sv_str_from(list), word;

		if (run.len > SV_WORD_BYTES_MAX) {
			folded.owned = NULL;
			continue;
		}
		fold((struct sv_str){text.ptr + run.at, run.len}, false, &folded);
		while (sv_str_split(&rest, ' ', &word)) {
			if (sv_str_equal(word, (struct sv_str){folded.ptr, folded.len})) {
				found++;
				break;
			}
		}
	}
	return found;
}

const char *sv_language_guess(struct sv_str text)
{
	size_t best = 0, second = 0;
	const char *code = "";

	if (text.len > SV_GUESS_BYTES_MAX)
		text.len = SV_GUESS_BYTES_MAX;
	for (const struct sv_language *l = sv_languages; l->code; l++) {
		size_t found = words_in(text, l->words);

		if (found > best) {
			second = best;
			best = found;
			code = l->code;
		} else if (found > second) {
			second = found;
		}
	}
	/* Two languages that share the little there is: not told apart. */
	return best >= 2 && best > second ? code : "";
}
