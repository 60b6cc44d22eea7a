# SPDX-License-Identifier: EUPL-1.2
# Every mistake at once, each at its place.
cat >mistakes.case <<'END'
case "mistakes"
stepp 6
place Dublin airport EIDX
place NDjamena airport FTTJ stand 4
fleet ship asset Commercial-roro-medium count -1
fleet plane asset An-225
lane ship Dublin Abeche
lane truck Dublin NDjamena
lane ship Dublin NDjamena
unit U template BG-1500-MID from Dublin
unit V from Dublin to NDjamena people many
END
servanda deploy plan mistakes.case
