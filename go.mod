module mockpanel

go 1.26
