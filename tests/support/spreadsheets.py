"""Spreadsheet files as somebody else's programs read them."""

import csv
import io

from openpyxl import load_workbook


def rows_of_csv(content: bytes) -> list[list[str]]:
    """The rows of a csv file as a Dutch Excel reads them."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))


def rows_of_workbook(content: bytes) -> dict[str, list[list[object]]]:
    """The rows of each sheet of a workbook that hold anything."""
    book = load_workbook(io.BytesIO(content))
    return {
        sheet.title: [list(row) for row in sheet.iter_rows(values_only=True) if any(cell is not None for cell in row)]
        for sheet in book
    }
