/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/overlap.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/macros.h"
#include "solve/similar.h"

/* Grades by score.  Set by reading the pairs of the projects of 2018 to 2025; the sample and the
 * reasons stand in test/unit/test_overlap.c. */
#define SAME_AIM 0.20
#define PARTIAL 0.115
#define COMPLEMENTARY 0.125
#define ADJACENT 0.08
#define ADJACENT_BY_KEYWORD 0.045
#define FIND_SAME_AIM 0.5
#define FIND_PARTIAL 0.3
#define FIND_ADJACENT 0.2

/* A text of pages has some word of every project somewhere, so a long one is compared passage by
 * passage, each about as long as what a project says of itself and half of it with the next. */
#define PASSAGE_WORDS 60
#define WHOLE_WORDS 90 /* a text of so many is one passage */
/* Some passage of many is like a project by chance when parts of words are compared: pages about
 * an editor of texts in German, French and Italian were, of 35 projects, by up to 0.38. */
#define CHANCE_BY_PARTS 0.1

#define TELLING_SHARE 12 /* a term is telling when at most one text in so many has it */
#define KEYWORD_SHARE 16 /* and a keyword, when at most one in so many has it */
#define THEME_WORDS 4
#define KEYWORD_COUNTS 3 /* beside a word that nobody chose */
#define WITHIN 28        /* bytes of the text at either side of a term */

struct text {
	int project; /* -1: the one asked about */
	struct sv_str text;
	struct sv_text_terms terms, keywords;
};

struct comparison {
	struct sv_arena *arena;
	const struct sv_register *reg;
	int32_t day;
	struct text *texts;
	size_t count;
	struct sv_tokeniser *tokeniser;
	struct sv_similar *similar;
	struct sv_overlap *result;
	size_t cap;
	double by_chance; /* of a score of the text asked about */
};

const char *sv_overlap_grade_name(enum sv_overlap_grade grade)
{
	static const char *const names[] = {"same_aim", "partial", "complementary", "adjacent",
					    "none"};

	return names[grade];
}

const char *sv_overlap_grade_title(enum sv_overlap_grade grade)
{
	return grade == SV_OVERLAP_SAME_AIM ? "same aim" : sv_overlap_grade_name(grade);
}

/* Name, aim and keywords, as a text; keywords are words with semicolons between them. */
static struct sv_str project_text(struct sv_arena *arena, const struct sv_project *project)
{
	return sv_str_from(
	    sv_arena_printf(arena, "%s. %s %s", project->name, project->aim, project->keywords));
}

static void gather(struct comparison *c, const struct sv_str *asked)
{
	c->texts = SV_NEW_ARRAY(c->arena, struct text, c->reg->project_count + 1);
	for (size_t i = 0; i < c->reg->project_count; i++)
		if (sv_project_is_listed(&c->reg->projects[i], c->day))
			c->texts[c->count++] =
			    (struct text){.project = (int)i,
					  .text = project_text(c->arena, &c->reg->projects[i])};
	c->result->projects = c->count;
	if (asked)
		c->texts[c->count++] = (struct text){.project = -1, .text = *asked};
}

/* The language of what all projects say together. */
static const char *portfolio_language(struct comparison *c)
{
	_cleanup_(sv_buf_free) struct sv_buf all = SV_BUF_INIT;

	for (size_t i = 0; i < c->result->projects; i++) {
		sv_buf_str(&all, c->texts[i].text);
		sv_buf_char(&all, '\n');
	}
	return sv_language_guess(sv_buf_view(&all));
}

/* Stems serve when both sides are of one language that has them; else parts of words. */
static struct sv_tokeniser *tokeniser_for(struct comparison *c, const char *asked_language)
{
	const char *language = portfolio_language(c);
	bool stems = sv_language_has_stems(language) &&
		     (!asked_language || strcmp(asked_language, language) == 0);

	c->result->language = asked_language ? asked_language : language;
	c->result->by_parts = !stems;
	return sv_tokeniser_new(stems ? language : "", stems ? SV_FORM_WORDS : SV_FORM_GRAMS);
}

static void weigh(struct comparison *c, const char *asked_language)
{
	struct sv_tokeniser *t = c->tokeniser = tokeniser_for(c, asked_language);

	c->similar = sv_similar_new();
	for (size_t i = 0; i < c->count; i++) {
		sv_terms_add(&c->texts[i].terms, t, c->texts[i].text, 0);
		sv_terms_settle(&c->texts[i].terms);
		if (c->texts[i].project >= 0)
			sv_terms_add(&c->texts[i].keywords, t,
				     sv_str_from(c->reg->projects[c->texts[i].project].keywords),
				     0);
		sv_terms_settle(&c->texts[i].keywords);
		sv_similar_add(c->similar, &c->texts[i].terms);
	}
	sv_similar_weigh(c->similar);
}

static void comparison_done(struct comparison *c)
{
	for (size_t i = 0; i < c->count; i++) {
		sv_terms_free(&c->texts[i].terms);
		sv_terms_free(&c->texts[i].keywords);
	}
	sv_similar_free(&c->similar);
	sv_tokeniser_free(&c->tokeniser);
}

static bool is_continuation(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* The term with the words around it, on one line. */
static const char *within(struct sv_arena *arena, struct sv_str text,
			  const struct sv_text_term *term)
{
	size_t from = term->at > WITHIN ? term->at - WITHIN : 0;
	size_t to = SV_MIN(text.len, (size_t)term->at + term->len + WITHIN);
	char *line;

	/* Whole words, hence whole characters. */
	while (from > 0 && from < term->at && text.ptr[from - 1] != ' ')
		from++;
	while (to < text.len && to > (size_t)term->at + term->len && text.ptr[to] != ' ')
		to--;
	while (to < text.len && is_continuation(text.ptr[to]))
		to++;
	while (to > (size_t)term->at + term->len && (unsigned char)text.ptr[to - 1] <= ' ')
		to--;
	line = sv_arena_alloc(arena, to - from + 1);
	for (size_t i = from; i < to; i++)
		line[i - from] = (unsigned char)text.ptr[i] < 0x20 ? ' ' : text.ptr[i];
	return line;
}

static const char *word_of(struct sv_arena *arena, struct sv_str text,
			   const struct sv_text_term *term)
{
	return sv_arena_str(arena, (struct sv_str){text.ptr + term->at, term->len}).ptr;
}

/* Into the pair's list if it is among the heaviest; a word that stands there already, by another of
 * its parts, is not shown twice. */
static void keep_term(struct comparison *c, struct sv_overlap_pair *pair, const struct text *left,
		      const struct text *right, const struct sv_text_term *in_left,
		      const struct sv_text_term *in_right)
{
	struct sv_shared_term term = {.weight = sv_similar_weight(c->similar, in_left->key),
				      .spread = sv_similar_spread(c->similar, in_left->key)};
	size_t at = pair->term_count;

	pair->shared_count++;
	if (at == SV_OVERLAP_TERMS_MAX && term.weight <= pair->terms[at - 1].weight)
		return;
	term.left = word_of(c->arena, left->text, in_left);
	term.right = word_of(c->arena, right->text, in_right);
	for (size_t i = 0; i < pair->term_count; i++)
		if (strcmp(pair->terms[i].left, term.left) == 0 &&
		    strcmp(pair->terms[i].right, term.right) == 0)
			return;
	term.left_within = within(c->arena, left->text, in_left);
	term.right_within = within(c->arena, right->text, in_right);
	if (at == SV_OVERLAP_TERMS_MAX)
		at--;
	else
		pair->term_count++;
	for (; at > 0 && pair->terms[at - 1].weight < term.weight; at--)
		pair->terms[at] = pair->terms[at - 1];
	pair->terms[at] = term;
}

/* Whether at most one text in so many has the term.  What only the two have that share it is rare
 * in a short list too. */
static bool is_rare(const struct comparison *c, uint64_t key, size_t share)
{
	size_t spread = sv_similar_spread(c->similar, key);

	return spread <= 2 || spread * share <= c->count;
}

/* Whether both name one telling term as a keyword: a subject that both chose for themselves. */
static bool share_keyword(const struct comparison *c, const struct text *left,
			  const struct text *right)
{
	size_t i = 0, j = 0;

	while (i < left->keywords.count && j < right->keywords.count) {
		uint64_t a = left->keywords.items[i].key, b = right->keywords.items[j].key;

		if (a == b && is_rare(c, a, KEYWORD_SHARE))
			return true;
		i += a <= b;
		j += b <= a;
	}
	return false;
}

/* Shared terms, both lists being in the order of keys; returns how many are telling, and the
 * weight shared.  pair NULL: none is kept. */
static size_t share_terms(struct comparison *c, const struct text *left, const struct text *right,
			  struct sv_overlap_pair *pair, double *ret_weight)
{
	size_t i = 0, j = 0, telling = 0;
	double weight = 0;

	while (i < left->terms.count && j < right->terms.count) {
		const struct sv_text_term *a = &left->terms.items[i], *b = &right->terms.items[j];

		if (a->key != b->key) {
			i += a->key < b->key;
			j += b->key < a->key;
			continue;
		}
		weight += sv_similar_weight(c->similar, a->key);
		telling += is_rare(c, a->key, TELLING_SHARE);
		if (pair)
			keep_term(c, pair, left, right, a, b);
		i++;
		j++;
	}
	*ret_weight = weight;
	return telling;
}

static bool takes_part(const struct sv_register *reg, int project, int state, int32_t day)
{
	for (size_t i = 0; i < reg->participation_count; i++) {
		const struct sv_participation *p = &reg->participations[i];

		if (p->project == project && p->state == state && p->role != SV_ROLE_OBSERVER &&
		    p->from <= day && day < p->to)
			return true;
	}
	return false;
}

static void add_states(struct comparison *c, struct sv_overlap_pair *pair)
{
	pair->states = SV_NEW_ARRAY(c->arena, int, c->reg->state_count);
	for (size_t s = 0; s < c->reg->state_count; s++)
		if (takes_part(c->reg, pair->right, (int)s, c->day) &&
		    (pair->left < 0 || takes_part(c->reg, pair->left, (int)s, c->day)))
			pair->states[pair->state_count++] = (int)s;
}

static bool same(const char *a, const char *b)
{
	return a[0] && strcmp(a, b) == 0;
}

static enum sv_overlap_grade grade_found(const struct comparison *c, double score, size_t telling)
{
	score -= c->by_chance;
	return score >= FIND_SAME_AIM && telling >= 2   ? SV_OVERLAP_SAME_AIM
	       : score >= FIND_PARTIAL && telling >= 2  ? SV_OVERLAP_PARTIAL
	       : score >= FIND_ADJACENT && telling >= 1 ? SV_OVERLAP_ADJACENT
							: SV_OVERLAP_NONE;
}

static enum sv_overlap_grade grade_of(const struct sv_overlap_pair *pair, size_t telling,
				      bool one_keyword)
{
	if (!telling)
		return SV_OVERLAP_NONE;
	if (!pair->same_area)
		return pair->score >= COMPLEMENTARY && telling >= 3 ? SV_OVERLAP_COMPLEMENTARY
								    : SV_OVERLAP_NONE;
	return pair->score >= SAME_AIM && pair->same_domain                    ? SV_OVERLAP_SAME_AIM
	       : pair->score >= PARTIAL                                        ? SV_OVERLAP_PARTIAL
	       : pair->score >= (one_keyword ? ADJACENT_BY_KEYWORD : ADJACENT) ? SV_OVERLAP_ADJACENT
									       : SV_OVERLAP_NONE;
}

static double weight_of(const struct comparison *c, const struct text *text)
{
	double weight = 0;

	for (size_t i = 0; i < text->terms.count; i++)
		weight += sv_similar_weight(c->similar, text->terms.items[i].key);
	return weight;
}

static void add_pair(struct comparison *c, struct sv_overlap_pair pair)
{
	add_states(c, &pair);
	c->result->pairs = sv_arena_grow(c->arena, c->result->pairs, c->result->count, &c->cap,
					 sizeof(*c->result->pairs));
	c->result->pairs[c->result->count++] = pair;
}

static void compare(struct comparison *c, size_t a, size_t b)
{
	const struct text *left = &c->texts[a], *right = &c->texts[b];
	const struct sv_project *of_left = &c->reg->projects[left->project];
	const struct sv_project *of_right = &c->reg->projects[right->project];
	struct sv_overlap_pair pair = {.left = left->project, .right = right->project};
	double shared;
	size_t telling = share_terms(c, left, right, &pair, &shared);

	pair.score = sv_similar_overlap(c->similar, a, b);
	pair.same_area = same(of_left->capability_area, of_right->capability_area);
	pair.same_domain = same(of_left->domain, of_right->domain);
	pair.grade = grade_of(&pair, telling, share_keyword(c, left, right));
	if (pair.grade != SV_OVERLAP_NONE)
		add_pair(c, pair);
}

/* The passage of the text asked about that is most like a project. */
struct found {
	struct sv_str passage;
	double weight; /* of the project */
	double score;
	enum sv_overlap_grade grade;
};

/* Where the next word ends. */
static size_t word_end(struct sv_str text, size_t pos)
{
	while (pos < text.len && ((unsigned char)text.ptr[pos] <= ' ' || text.ptr[pos] == ',' ||
				  text.ptr[pos] == ';'))
		pos++;
	while (pos < text.len && (unsigned char)text.ptr[pos] > ' ' && text.ptr[pos] != ',' &&
	       text.ptr[pos] != ';')
		pos++;
	return pos;
}

static struct text passage_of(const struct comparison *c, struct sv_str passage)
{
	struct text text = {.project = -1, .text = passage};

	sv_terms_add(&text.terms, c->tokeniser, passage, 0);
	sv_terms_settle(&text.terms);
	return text;
}

static void look_for(struct comparison *c, struct sv_str passage, struct found *found)
{
	struct text text = passage_of(c, passage);
	double weight = weight_of(c, &text);

	for (size_t i = 0; i < c->result->projects; i++) {
		double shared, shorter = fmin(weight, found[i].weight);
		size_t telling = share_terms(c, &text, &c->texts[i], NULL, &shared);
		double score = shorter > 0 ? shared / shorter : 0;
		enum sv_overlap_grade grade = grade_found(c, score, telling);

		if (grade > found[i].grade || (grade == found[i].grade && score <= found[i].score))
			continue;
		found[i].passage = passage;
		found[i].score = score;
		found[i].grade = grade;
	}
	sv_terms_free(&text.terms);
}

static void look_in_passages(struct comparison *c, struct sv_str text, struct found *found)
{
	size_t start = 0, end = 0;

	for (int i = 0; i < WHOLE_WORDS; i++)
		end = word_end(text, end);
	if (end == text.len)
		look_for(c, text, found);
	else
		end = 0;
	if (!end && c->result->by_parts)
		c->by_chance = CHANCE_BY_PARTS;
	while (end < text.len) {
		size_t middle = start;

		end = start;
		for (int i = 0; i < PASSAGE_WORDS; i++) {
			end = word_end(text, end);
			if (i == PASSAGE_WORDS / 2)
				middle = end;
		}
		look_for(c, (struct sv_str){text.ptr + start, end - start}, found);
		start = middle;
	}
}

static void find(struct comparison *c, struct sv_str text)
{
	struct found *found = SV_NEW_ARRAY(c->arena, struct found, c->count);

	for (size_t i = 0; i < c->result->projects; i++)
		found[i] =
		    (struct found){.weight = weight_of(c, &c->texts[i]), .grade = SV_OVERLAP_NONE};
	look_in_passages(c, text, found);
	for (size_t i = 0; i < c->result->projects; i++) {
		struct sv_overlap_pair pair = {.left = -1,
					       .right = c->texts[i].project,
					       .score = found[i].score,
					       .grade = found[i].grade};
		struct text passage;
		double shared;

		if (pair.grade == SV_OVERLAP_NONE)
			continue;
		passage = passage_of(c, found[i].passage);
		share_terms(c, &passage, &c->texts[i], &pair, &shared);
		sv_terms_free(&passage.terms);
		add_pair(c, pair);
	}
}

static int compare_pairs(const void *a, const void *b)
{
	const struct sv_overlap_pair *s = a, *t = b;

	if (s->grade != t->grade)
		return s->grade < t->grade ? -1 : 1;
	if (s->score != t->score)
		return s->score > t->score ? -1 : 1;
	return s->left != t->left ? s->left - t->left : s->right - t->right;
}

static void sort_pairs(struct sv_overlap *result)
{
	if (result->count)
		qsort(result->pairs, result->count, sizeof(*result->pairs), compare_pairs);
}

static bool binds(const struct sv_overlap_pair *pair)
{
	return pair->grade != SV_OVERLAP_COMPLEMENTARY;
}

/* A word of a theme: how much it tells of all its pairs together. */
struct theme_word {
	const char *word;
	double weight;
};

static bool is_keyword(const struct comparison *c, int project, const char *word)
{
	return strcasestr(c->reg->projects[project].keywords, word) != NULL;
}

/* One word with another in it ("sea", "seabed") is not said twice. */
static bool is_said(const struct theme_word *words, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		if (strcasestr(words[i].word, word) || strcasestr(word, words[i].word))
			return true;
	return false;
}

static size_t add_word(struct theme_word *words, size_t count, const char *word, double weight)
{
	for (size_t i = 0; i < count; i++)
		if (strcasecmp(words[i].word, word) == 0) {
			words[i].weight += weight;
			return count;
		}
	words[count] = (struct theme_word){word, weight};
	return count + 1;
}

/* As within a sentence, where some project has it so: "Transport" is "transport" then, and "ISR"
 * and "European" stay. */
static const char *lowered(const struct comparison *c, const char *word)
{
	const char *lower;

	if (!isupper((unsigned char)word[0]) || !islower((unsigned char)word[1]))
		return word;
	lower = sv_arena_printf(c->arena, "%c%s", tolower((unsigned char)word[0]), word + 1);
	for (size_t i = 0; i < c->count; i++)
		if (memmem(c->texts[i].text.ptr, c->texts[i].text.len, lower, strlen(lower)))
			return lower;
	return word;
}

static int compare_words(const void *a, const void *b)
{
	const struct theme_word *s = a, *t = b;

	if (s->weight != t->weight)
		return s->weight > t->weight ? -1 : 1;
	return strcasecmp(s->word, t->word);
}

/* What the pairs of a theme share, the words first that a project chose as its keywords. */
static const char *theme_words(struct comparison *c, const int *theme_of, int theme)
{
	struct theme_word *words =
	    SV_NEW_ARRAY(c->arena, struct theme_word, c->result->count * SV_OVERLAP_TERMS_MAX + 1);
	struct theme_word said[THEME_WORDS];
	size_t count = 0, kept = 0;
	const char *list = "";

	for (size_t i = 0; i < c->result->count; i++) {
		const struct sv_overlap_pair *pair = &c->result->pairs[i];

		if (!binds(pair) || theme_of[pair->left] != theme)
			continue;
		for (size_t t = 0; t < pair->term_count; t++) {
			const char *word = pair->terms[t].left;
			bool chosen =
			    is_keyword(c, pair->left, word) || is_keyword(c, pair->right, word);

			count = add_word(words, count, word,
					 pair->terms[t].weight * (chosen ? KEYWORD_COUNTS : 1));
		}
	}
	qsort(words, count, sizeof(*words), compare_words);
	for (size_t i = 0; i < count && kept < THEME_WORDS; i++) {
		if (is_said(said, kept, words[i].word))
			continue;
		list = sv_arena_printf(c->arena, "%s%s%s", list, kept ? ", " : "",
				       lowered(c, words[i].word));
		said[kept++] = words[i];
	}
	return list;
}

static int compare_themes(const void *a, const void *b)
{
	const struct sv_overlap_theme *s = a, *t = b;

	if (s->count != t->count)
		return s->count > t->count ? -1 : 1;
	return s->projects[0] - t->projects[0];
}

/* What hangs together by pairs of one area: the smallest number on either side spreads. */
static void find_themes(struct comparison *c)
{
	struct sv_overlap *result = c->result;
	int *theme_of = SV_NEW_ARRAY(c->arena, int, c->reg->project_count);
	bool changed = true;

	for (size_t i = 0; i < c->reg->project_count; i++)
		theme_of[i] = (int)i;
	while (changed) {
		changed = false;
		for (size_t i = 0; i < result->count; i++) {
			int *l = &theme_of[result->pairs[i].left];
			int *r = &theme_of[result->pairs[i].right];

			if (!binds(&result->pairs[i]) || *l == *r)
				continue;
			*l = *r = SV_MIN(*l, *r);
			changed = true;
		}
	}
	result->themes = SV_NEW_ARRAY(c->arena, struct sv_overlap_theme, c->reg->project_count);
	for (size_t i = 0; i < c->reg->project_count; i++) {
		struct sv_overlap_theme theme = {
		    .projects = SV_NEW_ARRAY(c->arena, int, c->reg->project_count)};

		for (size_t j = i; theme_of[i] == (int)i && j < c->reg->project_count; j++)
			if (theme_of[j] == (int)i)
				theme.projects[theme.count++] = (int)j;
		if (theme.count < 2)
			continue;
		theme.words = theme_words(c, theme_of, (int)i);
		result->themes[result->theme_count++] = theme;
	}
	if (result->theme_count)
		qsort(result->themes, result->theme_count, sizeof(*result->themes), compare_themes);
}

void sv_overlap_projects(struct sv_arena *arena, const struct sv_register *reg, int32_t day,
			 struct sv_overlap *ret)
{
	struct sv_overlap result = {.language = ""};
	_cleanup_(comparison_done) struct comparison c = {
	    .arena = arena, .reg = reg, .day = day, .result = &result};

	gather(&c, NULL);
	weigh(&c, NULL);
	for (size_t a = 0; a < c.count; a++)
		for (size_t b = a + 1; b < c.count; b++)
			compare(&c, a, b);
	sort_pairs(&result);
	find_themes(&c);
	*ret = result;
}

void sv_overlap_find(struct sv_arena *arena, const struct sv_register *reg, int32_t day,
		     struct sv_str text, const char *language, struct sv_overlap *ret)
{
	struct sv_overlap result = {.language = ""};
	_cleanup_(comparison_done) struct comparison c = {
	    .arena = arena, .reg = reg, .day = day, .result = &result};

	/* A text too short to tell is taken to be in the language of the projects. */
	if (!language)
		language = sv_language_guess(text);
	gather(&c, &text);
	weigh(&c, language[0] ? language : NULL);
	find(&c, text);
	sort_pairs(&result);
	*ret = result;
}
