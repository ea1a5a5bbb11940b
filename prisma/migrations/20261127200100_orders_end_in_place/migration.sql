-- Most orders that are begun are never paid: they end by a change of `status`. While an index asks for it, PostgreSQL writes
-- such an order into each of its indexes once more, the one for searching words included. Without, it is changed in its
-- page, if there is room. What is pending is found by its hold, which has not ended. See docs/decisions/0035.
DROP INDEX orders_pending;
ALTER TABLE orders SET (fillfactor = 85);
