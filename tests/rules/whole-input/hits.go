package p

import (
	"encoding/json"
	"io"
	"net/http"
)

func handle(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	var v any
	json.Unmarshal(body, &v)
}
