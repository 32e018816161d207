package shop

import (
	"errors"
	"fmt"
)

// A Line is one product of an order.
type Line struct {
	SKU      string
	Quantity int
}

// An Order is what somebody wants to buy.
type Order struct {
	Number   int
	Customer string
	Lines    []Line
}

// money is an amount split for display.
type money struct {
	units int64
	cents int64
}

// split turns cents into units and cents.
func split(cents int64) *money {
	return &money{units: cents / 100, cents: cents % 100}
}

// Price formats an amount.
func Price(cents int64) string {
	m := split(cents)
	return fmt.Sprintf("%d.%02d", m.units, m.cents)
}

// Key names an order in the logs and the cache.
func (o *Order) Key() string {
	return fmt.Sprintf("order/%s/%d", o.Customer, o.Number)
}

// Reference is the number that the customer sees.
func (o *Order) Reference() string {
	return fmt.Sprintf("%d", o.Number)
}

// Quantities sums the lines by SKU.
func (o *Order) Quantities() map[string]int {
	sums := make(map[string]int)
	for _, line := range o.Lines {
		sums[line.SKU] += line.Quantity
	}
	return sums
}

// ErrUnknown is returned for a line that names no product.
var ErrUnknown = errors.New("unknown product")

// Total is the price of the order.
func (o *Order) Total(c *Catalog) (int64, error) {
	var total int64
	for _, line := range o.Lines {
		p, ok := c.bySKU[line.SKU]
		if !ok {
			return 0, fmt.Errorf("line %s: %w", line.SKU, ErrUnknown)
		}
		total += p.Cents * int64(line.Quantity)
	}
	return total, nil
}
