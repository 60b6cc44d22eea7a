/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/plan_formula.h"

#include <inttypes.h>
#include <string.h>

struct writer {
	const struct sv_pledge *pledge;
	const struct sv_pledge_item *item;
	sv_formula_cell cell;
	void *context;
	struct sv_buf *out, *refs;
	size_t ref_count;
};

static bool write_expr(struct writer *writer, const struct sv_expr *expr, int lag);

static bool write_cell(struct writer *writer, int quantity, int lag)
{
	const char *cell = writer->cell(writer->context, writer->pledge, quantity, lag);

	if (!cell)
		return false;
	sv_buf_text(writer->out, cell);
	sv_buf_printf(writer->refs, "%s%s", writer->refs->len ? "," : "", cell);
	writer->ref_count++;
	return true;
}

static bool write_binary(struct writer *writer, const struct sv_expr *expr, const char *sign,
			 int lag)
{
	sv_buf_char(writer->out, '(');
	if (!write_expr(writer, expr->args[0], lag))
		return false;
	sv_buf_text(writer->out, sign);
	if (!write_expr(writer, expr->args[1], lag))
		return false;
	sv_buf_char(writer->out, ')');
	return true;
}

static bool write_call(struct writer *writer, const struct sv_expr *expr, const char *before,
		       const char *after, int lag)
{
	sv_buf_text(writer->out, before);
	if (!write_expr(writer, expr->args[0], lag))
		return false;
	sv_buf_text(writer->out, after);
	return true;
}

static bool write_growth(struct writer *writer, const struct sv_expr *expr, int lag)
{
	if (!write_call(writer, expr, "((", ")", lag))
		return false;
	return write_call(writer, expr, "/(", ")-1)", lag + 1);
}

static bool write_expr(struct writer *writer, const struct sv_expr *expr, int lag)
{
	static const char *const signs[] = {
	    [SV_COMPARE_GE] = ">=", [SV_COMPARE_LE] = "<=", [SV_COMPARE_GT] = ">",
	    [SV_COMPARE_LT] = "<",  [SV_COMPARE_EQ] = "=",  [SV_COMPARE_NE] = "<>",
	};

	switch (expr->kind) {
	case SV_EXPR_NUMBER:
		sv_buf_printf(writer->out, "(%" PRId64 "/%" PRId64 ")", expr->number.num,
			      expr->number.den);
		return true;
	case SV_EXPR_QUANTITY: return write_cell(writer, expr->index, lag);
	case SV_EXPR_MEASURE:
		return write_expr(writer, writer->item->measures[expr->index].expr, lag);
	case SV_EXPR_ADD: return write_binary(writer, expr, "+", lag);
	case SV_EXPR_SUBTRACT: return write_binary(writer, expr, "-", lag);
	case SV_EXPR_MULTIPLY: return write_binary(writer, expr, "*", lag);
	case SV_EXPR_DIVIDE: return write_binary(writer, expr, "/", lag);
	case SV_EXPR_COMPARE: return write_binary(writer, expr, signs[expr->compare], lag);
	case SV_EXPR_NEGATE: return write_call(writer, expr, "(-", ")", lag);
	case SV_EXPR_ABS: return write_call(writer, expr, "ABS(", ")", lag);
	case SV_EXPR_PREVIOUS: return write_expr(writer, expr->args[0], lag + expr->years);
	case SV_EXPR_GROWTH: return write_growth(writer, expr, lag);
	default: return false;
	}
}

bool sv_plan_formula(const struct sv_pledge *pledge, const struct sv_pledge_item *item,
		     const struct sv_expr *expr, sv_formula_cell cell, void *context,
		     struct sv_buf *out, struct sv_buf *ret_refs, size_t *ret_ref_count)
{
	struct writer writer = {pledge, item, cell, context, out, ret_refs, 0};
	bool said = write_expr(&writer, expr, 0);

	*ret_ref_count = writer.ref_count;
	return said && writer.ref_count;
}
