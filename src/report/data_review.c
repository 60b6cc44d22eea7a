/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * data_review.c - the annual review, its commitments and an explanation as JSON and CSV.
 */
#include <inttypes.h>
#include <string.h>

#include "base/csv.h"
#include "report/data.h"

bool sv_review_is_collective(const struct sv_review *review, int item)
{
	return item >= 0 && strcmp(review->assessment->items[item].scope, "collective") == 0;
}

const char *sv_review_number(const struct sv_review *review, int item)
{
	return item < 0 ? "" : review->assessment->items[item].number;
}

bool sv_review_has_item(const struct sv_review *review, int item)
{
	const char *asked = review->commitment, *number;
	size_t len;

	if (!asked || item < 0)
		return !asked;
	number = review->assessment->items[item].number;
	len = strlen(asked);
	/* 12 stands for 12.1 to 12.6, 13.1 for 13.1a and 13.1b, but 1 not for 12. */
	return strncmp(number, asked, len) == 0 && !(number[len] >= '0' && number[len] <= '9');
}

static void rating_object(const struct sv_review *review, const struct sv_rated *rated,
			  struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key_text(json, "state", rated->state);
	sv_json_key_text(json, "commitment", sv_review_number(review, rated->item));
	sv_json_key_int(json, "year", rated->year);
	sv_json_key_text(json, "rating", sv_rating_name(rated->rating));
	sv_json_key_text(json, "decided_by", sv_basis_name(rated->basis));
	if (sv_review_is_collective(review, rated->item))
		sv_json_key_text(json, "position", sv_position_name(rated));
	sv_json_value_keys(json, &rated->value);
	sv_json_key_text(json, "reason", rated->reason);
	sv_json_key(json, "sources");
	sv_json_refs(json, rated->refs, rated->ref_count);
	sv_json_end_object(json);
}

static void collective_object(const struct sv_review *review,
			      const struct sv_collective *collective, struct sv_json *json)
{
	const struct sv_rated *rated = &collective->rated;

	sv_json_begin_object(json);
	sv_json_key_text(json, "commitment",
			 rated->item < 0 ? NULL : sv_review_number(review, rated->item));
	sv_json_key_int(json, "year", rated->year);
	sv_json_key_text(json, "measure", collective->measure);
	sv_json_key_text(json, "title", collective->title);
	sv_json_value_keys(json, &rated->value);
	sv_json_key(json, "target");
	if (collective->has_target)
		sv_json_rational(json, collective->target);
	else
		sv_json_null(json);
	sv_json_key_text(json, "target_text",
			 collective->has_target ? collective->target_text : NULL);
	sv_json_key_text(json, "rating",
			 collective->has_rating ? sv_rating_name(rated->rating) : NULL);
	sv_json_key_text(json, "reason", rated->reason);
	sv_json_key_int(json, "members_counted", collective->members_counted);
	sv_json_key_int(json, "members_by_bounds", collective->by_bounds);
	sv_json_key(json, "missing");
	sv_json_begin_array(json);
	for (size_t i = 0; i < collective->missing_count; i++) {
		sv_json_begin_object(json);
		sv_json_key_text(json, "state", collective->missing[i].state);
		sv_json_key_text(json, "why", sv_missing_name(collective->missing[i].why));
		sv_json_key_bool(json, "counted", collective->missing[i].counted);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_key(json, "sources");
	sv_json_refs(json, rated->refs, rated->ref_count);
	sv_json_end_object(json);
}

/* Every cell asked for, year by year, then by commitment, then by member. */
static void each_rating(const struct sv_review *review,
			void (*write)(const struct sv_review *, const struct sv_rated *, void *),
			void *context)
{
	const struct sv_assessment *assessment = review->assessment;

	for (int year = assessment->year_first; year <= assessment->year_last; year++)
		for (size_t i = 0; i < assessment->item_count; i++)
			for (size_t m = 0; m < assessment->member_count; m++)
				if (sv_review_has_item(review, (int)i) &&
				    (review->member < 0 || (size_t)review->member == m))
					write(review, sv_assessment_at(assessment, year, i, m),
					      context);
}

static void json_rating(const struct sv_review *review, const struct sv_rated *rated, void *context)
{
	rating_object(review, rated, context);
}

static void json_items(const struct sv_review *review, struct sv_json *json)
{
	sv_json_key(json, "commitments");
	sv_json_begin_array(json);
	for (size_t i = 0; i < review->assessment->item_count; i++) {
		const struct sv_item *item = &review->assessment->items[i];

		if (!sv_review_has_item(review, (int)i))
			continue;
		sv_json_begin_object(json);
		sv_json_key_text(json, "commitment", item->number);
		sv_json_key_text(json, "title", item->title);
		sv_json_key_text(json, "group", item->group);
		sv_json_key_text(json, "kind", item->kind);
		sv_json_key_text(json, "scope", item->scope);
		sv_json_key_bool(json, "measurable", item->measurable);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

void sv_review_json(const struct sv_review *review, struct sv_json *json)
{
	const struct sv_assessment *assessment = review->assessment;

	sv_json_begin_object(json);
	sv_json_key_int(json, "year", assessment->year_last);
	sv_json_key_int(json, "year_first", assessment->year_first);
	sv_json_key_day(json, "on", assessment->on);
	sv_json_key_int(json, "known", assessment->known_size);
	sv_json_key_text(json, "set", assessment->set);
	sv_json_key(json, "members");
	sv_json_begin_array(json);
	for (size_t m = 0; m < assessment->member_count; m++)
		if (review->member < 0 || (size_t)review->member == m)
			sv_json_text(json, assessment->members[m]);
	sv_json_end_array(json);
	json_items(review, json);
	sv_json_key(json, "ratings");
	sv_json_begin_array(json);
	each_rating(review, json_rating, json);
	sv_json_end_array(json);
	sv_json_key(json, "collective");
	sv_json_begin_array(json);
	for (size_t i = 0; i < assessment->collective_count; i++)
		if (sv_review_has_item(review, assessment->collective[i].rated.item))
			collective_object(review, &assessment->collective[i], json);
	sv_json_end_array(json);
	sv_json_key(json, "findings");
	sv_json_findings(json, assessment->findings);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}

static void csv_number(struct sv_buf *out, bool there, struct sv_rational value)
{
	struct sv_json json = SV_JSON_INIT(out);

	if (there)
		sv_json_rational(&json, value);
	sv_buf_char(out, ',');
}

static void csv_rated(const struct sv_review *review, const struct sv_rated *rated,
		      const char *measure, struct sv_buf *out)
{
	const struct sv_value *value = &rated->value;
	const char *position = sv_review_is_collective(review, rated->item) && rated->state
				   ? sv_position_name(rated)
				   : NULL;

	sv_buf_printf(out, "%d,%s,%s,%s,%s,", rated->year, rated->state ? rated->state : "",
		      sv_review_number(review, rated->item), measure,
		      sv_rating_name(rated->rating));
	sv_buf_printf(out, "%s,", position ? position : "");
	csv_number(out, value->known && sv_value_is_point(value), value->lower);
	sv_csv_field(out, sv_str_from(value->unit));
	sv_buf_char(out, ',');
	csv_number(out, value->known, value->lower);
	csv_number(out, value->known && !value->unbounded, value->upper);
	sv_csv_field(out, sv_str_from(value->known && sv_value_is_point(value)
					  ? ""
					  : sv_missing_name(value->missing)));
	sv_buf_char(out, ',');
	sv_csv_field(out, sv_str_from(rated->reason));
	sv_buf_char(out, ',');
	for (size_t i = 0; i < rated->ref_count; i++)
		sv_buf_printf(out, "%s%" PRId64 ":%d", i ? ";" : "", rated->refs[i].origin.doc,
			      rated->refs[i].origin.row);
	sv_buf_char(out, '\n');
}

static void csv_rating(const struct sv_review *review, const struct sv_rated *rated, void *context)
{
	csv_rated(review, rated, "", context);
}

void sv_review_csv(const struct sv_review *review, struct sv_buf *out)
{
	const struct sv_assessment *assessment = review->assessment;

	sv_buf_text(out, "year,state,commitment,measure,rating,position,value,unit,lower,upper,"
			 "missing,reason,rows\n");
	each_rating(review, csv_rating, out);
	if (review->member >= 0)
		return;
	/* The collective has no state. */
	for (size_t i = 0; i < assessment->collective_count; i++)
		if (sv_review_has_item(review, assessment->collective[i].rated.item))
			csv_rated(review, &assessment->collective[i].rated,
				  assessment->collective[i].measure, out);
}

static const char *truth_name(enum sv_truth truth)
{
	switch (truth) {
	case SV_FALSE: return "false";
	case SV_TRUE: return "true";
	case SV_UNKNOWN: return "unknown";
	default: return "missing";
	}
}

static void term_object(const struct sv_term *term, struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key_text(json, "term", term->text);
	sv_json_key_text(json, "note", term->note && term->note[0] ? term->note : NULL);
	if (term->is_condition)
		sv_json_key_text(json, "truth", truth_name(term->truth));
	else
		sv_json_value_keys(json, &term->value);
	sv_json_key_bool(json, "decided", term->decided);
	sv_json_key(json, "sources");
	sv_json_refs(json, term->refs, term->ref_count);
	sv_json_key(json, "terms");
	sv_json_begin_array(json);
	for (size_t i = 0; i < term->child_count; i++)
		term_object(&term->children[i], json);
	sv_json_end_array(json);
	sv_json_end_object(json);
}

void sv_explain_json(const struct sv_explanation *explanation, struct sv_json *json)
{
	const struct sv_rated *rated = explanation->rated;
	const struct sv_item *item = explanation->item;

	sv_json_begin_object(json);
	sv_json_key_text(json, "state", rated->state);
	sv_json_key_text(json, "commitment", item->number);
	sv_json_key_text(json, "title", item->title);
	sv_json_key_int(json, "year", rated->year);
	sv_json_key_day(json, "on", explanation->assessment->on);
	sv_json_key_int(json, "known", explanation->assessment->known_size);
	sv_json_key_text(json, "set", explanation->assessment->set);
	sv_json_key_text(json, "rating", sv_rating_name(rated->rating));
	if (strcmp(item->scope, "collective") == 0)
		sv_json_key_text(json, "position", sv_position_name(rated));
	sv_json_value_keys(json, &rated->value);
	sv_json_key_text(json, "decided_by", sv_basis_name(rated->basis));
	sv_json_key_text(json, "reason", rated->reason);
	sv_json_key_text(json, "text", item->text);
	sv_json_key_text(json, "basis", item->basis);
	sv_json_key_text(json, "kind", item->kind);
	sv_json_key_text(json, "scope", item->scope);
	sv_json_key_text(json, "judges", item->judges[0] ? item->judges : NULL);
	sv_json_key_text(json, "rule", item->rule_text);
	sv_json_key_int(json, "rule_document", item->rule_ref.origin.doc);
	sv_json_key_int(json, "rule_row", item->rule_ref.origin.row);
	sv_json_key(json, "trace");
	sv_json_begin_array(json);
	for (size_t i = 0; i < explanation->term_count; i++)
		term_object(&explanation->terms[i], json);
	sv_json_end_array(json);
	sv_json_key(json, "least_change");
	sv_least_change_json(explanation->least_change, json);
	sv_json_key(json, "sources");
	sv_json_refs(json, rated->refs, rated->ref_count);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}

static void item_object(const struct sv_item *item, struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key_text(json, "commitment", item->number);
	sv_json_key_text(json, "title", item->title);
	sv_json_key_text(json, "text", item->text);
	sv_json_key_text(json, "group", item->group);
	sv_json_key_text(json, "basis", item->basis);
	sv_json_key_text(json, "kind", item->kind);
	sv_json_key_text(json, "scope", item->scope);
	sv_json_key_text(json, "judges", item->judges[0] ? item->judges : NULL);
	sv_json_key_bool(json, "measurable", item->measurable);
	sv_json_key_day(json, "from", item->from);
	sv_json_key_day(json, "to", item->to);
	sv_json_key_text(json, "rule", item->rule_text);
	sv_json_key_int(json, "rule_document", item->rule_ref.origin.doc);
	sv_json_key_int(json, "rule_row", item->rule_ref.origin.row);
	sv_json_end_object(json);
}

void sv_commitments_json(const struct sv_review *review, struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key_day(json, "on", review->assessment->on);
	sv_json_key_text(json, "set", review->assessment->set);
	sv_json_key(json, "commitments");
	sv_json_begin_array(json);
	for (size_t i = 0; i < review->assessment->item_count; i++)
		if (sv_review_has_item(review, (int)i))
			item_object(&review->assessment->items[i], json);
	sv_json_end_array(json);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}

void sv_commitments_csv(const struct sv_review *review, struct sv_buf *out)
{
	sv_buf_text(out, "commitment,title,group,kind,scope,measurable,basis,text\n");
	for (size_t i = 0; i < review->assessment->item_count; i++) {
		const struct sv_item *item = &review->assessment->items[i];
		const char *fields[] = {
		    item->number, item->title, item->group,
		    item->kind,   item->scope, item->measurable ? "yes" : "no",
		    item->basis,  item->text,
		};

		for (size_t f = 0; f < SV_ARRAY_LEN(fields); f++) {
			if (f)
				sv_buf_char(out, ',');
			sv_csv_field(out, sv_str_from(fields[f]));
		}
		sv_buf_char(out, '\n');
	}
}
