package shop

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
)

func catalog() *Catalog {
	return NewCatalog([]Product{
		{SKU: "TEA-001", Title: "Green Tea", Cents: 450},
		{SKU: "CUP-020", Title: "Cup & Saucer", Cents: 1205},
		{SKU: "POT-300", Title: "Tea Pot", Cents: 3999},
	})
}

func TestCatalog(t *testing.T) {
	c := catalog()
	if got, want := c.Titles(), []string{"Green Tea", "Cup & Saucer", "Tea Pot"}; !slices.Equal(got, want) {
		t.Errorf("Titles() = %q, want %q", got, want)
	}
	if got, want := slices.Sorted(slices.Values(c.SKUs())), []string{"CUP-020", "POT-300", "TEA-001"}; !slices.Equal(got, want) {
		t.Errorf("SKUs() = %q, want %q", got, want)
	}
	if got := c.Cheaper(1000); len(got) != 1 || got[0].SKU != "TEA-001" {
		t.Errorf("Cheaper(1000) = %v", got)
	}
}

// An empty list and no list are different answers, and clients see which.
func TestEmpty(t *testing.T) {
	c := NewCatalog(nil)
	if c.Titles() != nil {
		t.Error("Titles() of an empty catalog is not nil")
	}
	if c.SKUs() == nil {
		t.Error("SKUs() of an empty catalog is nil")
	}
	if Shelves("A", 0) != nil || Shelves("A", -1) != nil {
		t.Error("Shelves() of nothing is not nil")
	}
}

func TestText(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Price(1205), "12.05"},
		{Price(7), "0.07"},
		{Slug("Cup & Saucer"), "cup-and-saucer"},
		{Shelves("A", 2)[1], "A-1"},
		{(&Order{Number: 7, Customer: "ada"}).Key(), "order/ada/7"},
		{(&Order{Number: -300}).Reference(), "-300"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if !ValidSKU("TEA-001") || ValidSKU("tea-1") {
		t.Error("ValidSKU is wrong")
	}
}

func TestOrder(t *testing.T) {
	o := &Order{Lines: []Line{{"TEA-001", 2}, {"CUP-020", 1}, {"TEA-001", 1}}}
	if total, err := o.Total(catalog()); total != 2555 || err != nil {
		t.Errorf("Total() = %d, %v", total, err)
	}
	if got := o.Quantities(); len(got) != 2 || got["TEA-001"] != 3 {
		t.Errorf("Quantities() = %v", got)
	}
	o.Lines = append(o.Lines, Line{"NO-000", 1})
	if _, err := o.Total(catalog()); !errors.Is(err, ErrUnknown) {
		t.Errorf("Total() with an unknown line: %v", err)
	}
}

func TestServeHTTP(t *testing.T) {
	w := httptest.NewRecorder()
	catalog().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	if got, want := w.Body.String(), "TEA-001\t4.50\nCUP-020\t12.05\nPOT-300\t39.99\n"; got != want {
		t.Errorf("body = %q, want %q", got, want)
	}
}

func many() *Catalog {
	var products []Product
	for _, label := range Shelves("A", 100) {
		products = append(products, Product{SKU: label, Title: label, Cents: 1999})
	}
	return NewCatalog(products)
}

func BenchmarkTitles(b *testing.B) {
	c := many()
	b.ReportAllocs()
	for b.Loop() {
		c.Titles()
	}
}

func BenchmarkNewCatalog(b *testing.B) {
	products := many().products
	b.ReportAllocs()
	for b.Loop() {
		NewCatalog(products)
	}
}

func BenchmarkKey(b *testing.B) {
	o := &Order{Number: 1234, Customer: "ada"}
	b.ReportAllocs()
	for b.Loop() {
		o.Key()
	}
}

func BenchmarkValidSKU(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		ValidSKU("TEA-001")
	}
}

func BenchmarkServeHTTP(b *testing.B) {
	c := many()
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	b.ReportAllocs()
	for b.Loop() {
		c.ServeHTTP(httptest.NewRecorder(), r)
	}
}
