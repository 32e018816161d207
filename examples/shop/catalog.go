// Package shop is a small web shop: ordinary code for allocfix to look at.
package shop

import (
	"fmt"
	"regexp"
	"strings"
)

// A Product is something the shop sells.
type Product struct {
	SKU   string
	Title string
	Cents int64
	Tags  []string
}

// A Catalog holds the products by their SKU.
type Catalog struct {
	products []Product
	bySKU    map[string]Product
}

// NewCatalog indexes the products.
func NewCatalog(products []Product) *Catalog {
	bySKU := make(map[string]Product)
	for _, p := range products {
		bySKU[p.SKU] = p
	}
	return &Catalog{products: products, bySKU: bySKU}
}

// Titles lists what is on sale. It is nil for an empty catalog, which JSON shows as null.
func (c *Catalog) Titles() []string {
	var titles []string
	for _, p := range c.products {
		titles = append(titles, p.Title)
	}
	return titles
}

// SKUs lists the keys of the index, in no order.
func (c *Catalog) SKUs() []string {
	skus := []string{}
	for sku := range c.bySKU {
		skus = append(skus, sku)
	}
	return skus
}

// Cheaper lists what costs less than the limit. How many that are is not known before: nothing to size.
func (c *Catalog) Cheaper(limit int64) []Product {
	var found []Product
	for _, p := range c.products {
		if p.Cents < limit {
			found = append(found, p)
		}
	}
	return found
}

// Shelves labels the shelves of a hall.
func Shelves(hall string, n int) []string {
	var labels []string
	for i := 0; i < n; i++ {
		labels = append(labels, fmt.Sprintf("%s-%d", hall, i))
	}
	return labels
}

// ValidSKU tells whether the text has the form of an SKU.
func ValidSKU(sku string) bool {
	pattern := regexp.MustCompile(`^[A-Z]{2,4}-[0-9]{3,8}$`)
	return pattern.MatchString(sku)
}

// Slug is the title as part of a URL.
func Slug(title string) string {
	r := strings.NewReplacer(" ", "-", "/", "-", "&", "and")
	return strings.ToLower(r.Replace(title))
}
